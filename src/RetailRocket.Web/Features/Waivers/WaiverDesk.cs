using System.Globalization;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Quality;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Web.Cli;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Waivers;

/// <summary>
/// Waivers with their audit entries and files, for pages, the terminal and the clock. Does not ask who calls: pages go through
/// <see cref="WaiverActions"/>, the terminal names a person. An entry is written before the act, and another when the act was
/// refused.
/// </summary>
public sealed class WaiverDesk(
    WaiverService waivers,
    RunService runs,
    PipelineCatalog catalog,
    AppSettings settings,
    Audit audit
)
{
    public Task<Waiver> AskAsync(WaiverRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return RecordedAsync(
            AuditAction.WaiverAsked,
            request.By,
            string.Create(CultureInfo.InvariantCulture, $"{request.Definition.Name} {request.Date:yyyy-MM-dd}"),
            new { request.Reason, request.EndsAt },
            () => waivers.AskAsync(request, cancellationToken),
            cancellationToken
        );
    }

    public Task ApproveAsync(PipelineDefinition definition, long id, string by, CancellationToken cancellationToken) =>
        DecideAsync(AuditAction.WaiverApproved, definition, id, by, waivers.ApproveAsync, cancellationToken);

    public Task RefuseAsync(PipelineDefinition definition, long id, string by, CancellationToken cancellationToken) =>
        DecideAsync(AuditAction.WaiverRefused, definition, id, by, waivers.RefuseAsync, cancellationToken);

    public Task WithdrawAsync(PipelineDefinition definition, long id, string by, CancellationToken cancellationToken) =>
        DecideAsync(AuditAction.WaiverWithdrawn, definition, id, by, waivers.WithdrawAsync, cancellationToken);

    /// <summary>
    /// Closes the waivers whose time is over, also those that a run closed on its way, writes what is published then, and
    /// records each once.
    /// </summary>
    public async Task EndDueAsync(CancellationToken cancellationToken)
    {
        await waivers.EndDueAsync(cancellationToken);
        foreach (var waiver in await waivers.EndedSinceAsync(TimeSpan.FromDays(1), cancellationToken))
        {
            var subject = Subject(waiver.Pipeline, waiver.Id);
            if (await audit.HasAsync(AuditAction.WaiverEnded, subject, cancellationToken))
                continue;
            if (catalog.Names.Contains(waiver.Pipeline))
                await runs.ExportPendingAsync(catalog.Get(waiver.Pipeline), settings.ExportFolder, cancellationToken);
            await audit.WriteAsync(
                WaiverService.Clock,
                AuditAction.WaiverEnded,
                subject,
                new { waiver.Date, waiver.EndsAt },
                cancellationToken
            );
        }
    }

    private async Task DecideAsync(
        string action,
        PipelineDefinition definition,
        long id,
        string by,
        Func<string, long, string, CancellationToken, Task<Waiver>> decide,
        CancellationToken cancellationToken
    )
    {
        await RecordedAsync(
            action,
            by,
            Subject(definition.Name, id),
            null,
            () => decide(definition.Name, id, by, cancellationToken),
            cancellationToken
        );
        await runs.ExportPendingAsync(definition, settings.ExportFolder, cancellationToken);
    }

    private async Task<Waiver> RecordedAsync(
        string action,
        string by,
        string subject,
        object? details,
        Func<Task<Waiver>> act,
        CancellationToken cancellationToken
    )
    {
        await audit.WriteAsync(by, action, subject, details, cancellationToken);
        try
        {
            return await act();
        }
        catch (PublishingException error)
        {
            await audit.WriteAsync(by, action, subject, new { refused = error.Message }, CancellationToken.None);
            throw;
        }
    }

    private static string Subject(string pipeline, long waiver) =>
        string.Create(CultureInfo.InvariantCulture, $"{pipeline} waiver {waiver}");
}
