using System.Globalization;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Web.Cli;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Runs;

/// <summary>
/// Decides on runs that wait for approval, with the audit entry before and the files after. Does not ask who calls: pages go
/// through <see cref="RunActions"/>, the terminal belongs to who owns the machine.
/// </summary>
public sealed class RunApprovals(HeldRuns held, RunService runs, AppSettings settings, Audit audit)
{
    /// <summary>Publishes the run's dates, except those that a newer run was published for.</summary>
    /// <exception cref="PublishingException">It does not wait any more; the message says why.</exception>
    public async Task<Approval> ApproveAsync(
        PipelineDefinition definition,
        long run,
        string by,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(definition);
        var standing = await held.StandingAsync(definition.Name, run, cancellationToken);
        await audit.WriteAsync(
            by,
            AuditAction.RunApproved,
            Subject(definition, run),
            new { dates = standing.Published.Count, superseded = standing.Superseded.Count },
            cancellationToken
        );
        var approval = await held.ApproveAsync(definition.Name, run, by, cancellationToken);
        await runs.ExportPendingAsync(definition, settings.ExportFolder, cancellationToken);
        return approval;
    }

    /// <summary>Decides against publishing the run.</summary>
    /// <exception cref="PublishingException">It does not wait any more; the message says why.</exception>
    public async Task RejectAsync(
        PipelineDefinition definition,
        long run,
        string by,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(definition);
        await held.StandingAsync(definition.Name, run, cancellationToken);
        await audit.WriteAsync(
            by,
            AuditAction.RunRejected,
            Subject(definition, run),
            cancellationToken: cancellationToken
        );
        await held.RejectAsync(definition.Name, run, by, cancellationToken);
    }

    private static string Subject(PipelineDefinition definition, long run) =>
        string.Create(CultureInfo.InvariantCulture, $"{definition.Name} run {run}");
}
