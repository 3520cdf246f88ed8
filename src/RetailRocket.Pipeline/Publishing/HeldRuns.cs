using Microsoft.EntityFrameworkCore;
using Npgsql;
using RetailRocket.Pipeline.Database.Operations;
using static RetailRocket.Pipeline.Publishing.PublicationPointers;

namespace RetailRocket.Pipeline.Publishing;

/// <summary>What became of a held run's dates when it was approved.</summary>
/// <param name="Published">Dates whose figures readers see are the run's now.</param>
/// <param name="Superseded">Dates that a newer run was published for meanwhile; they stay as they are.</param>
public sealed record Approval(IReadOnlyList<DateOnly> Published, IReadOnlyList<DateOnly> Superseded);

/// <summary>
/// Runs that were computed and judged and wait for a person before they are published. Their rows are kept until then.
/// </summary>
public sealed class HeldRuns(
    NpgsqlDataSource runner,
    IDbContextFactory<OperationsContext> operations,
    TimeProvider clock
)
{
    /// <summary>How long a run waits for approval.</summary>
    public static readonly TimeSpan WaitsFor = TimeSpan.FromDays(7);

    /// <summary>The dates that approving a run would publish, and those that a newer run has overtaken.</summary>
    /// <exception cref="PublishingException">The run does not wait for approval.</exception>
    public async Task<Approval> StandingAsync(string pipeline, long run, CancellationToken cancellationToken)
    {
        await using var context = await operations.CreateDbContextAsync(cancellationToken);
        await FindAsync(context, pipeline, run, cancellationToken);
        var dates = await DatesAsync(context, pipeline, run, cancellationToken);
        return ApprovalOf(dates);
    }

    /// <summary>Publishes what the run would have published by itself.</summary>
    /// <exception cref="PublishingException">It does not wait for approval any more, or a newer run has taken every date.</exception>
    public async Task<Approval> ApproveAsync(string pipeline, long run, string by, CancellationToken cancellationToken)
    {
        await using var connection = await runner.OpenConnectionAsync(cancellationToken);
        await using var transaction = await BeginAsync(connection, pipeline, cancellationToken);
        await using var context = await operations.CreateDbContextAsync(cancellationToken);
        var held = await FindAsync(context, pipeline, run, cancellationToken);
        var dates = await DatesAsync(context, pipeline, run, cancellationToken);
        var approval = ApprovalOf(dates);
        if (approval.Published.Count == 0)
            throw new PublishingException(
                $"Run {run} of {pipeline} can no longer be published: a newer run was published for each of its dates. Reject it."
            );
        var now = clock.GetUtcNow();
        await MoveAsync(
            connection,
            "publish",
            by,
            now,
            [
                .. dates
                    .Where(date => date.NewerRun is null)
                    .Select(date => Publisher.PublicationOf(held, date.Date, date.Verdict)),
            ],
            cancellationToken
        );
        await ExecuteAsync(
            connection,
            "update ops.run_dates set published = true where run_id = @run and date = any(@dates)",
            cancellationToken,
            new("run", run),
            new("dates", approval.Published.ToArray())
        );
        await ExecuteAsync(
            connection,
            """
            update ops.runs
            set
                status = case
                    when exists (select from ops.run_dates where run_id = @run and verdict = 'Fail') then 'Blocked'
                    else 'Published'
                end,
                decided_by = @by,
                decided_at = @now
            where id = @run
            """,
            cancellationToken,
            new("run", run),
            new("by", by),
            new("now", now)
        );
        await transaction.CommitAsync(cancellationToken);
        return approval;
    }

    /// <summary>Decides against publishing a held run; what is published stays.</summary>
    /// <exception cref="PublishingException">It does not wait for approval any more.</exception>
    public async Task RejectAsync(string pipeline, long run, string by, CancellationToken cancellationToken)
    {
        await using var connection = await runner.OpenConnectionAsync(cancellationToken);
        await using var transaction = await BeginAsync(connection, pipeline, cancellationToken);
        await using var context = await operations.CreateDbContextAsync(cancellationToken);
        await FindAsync(context, pipeline, run, cancellationToken);
        await ExecuteAsync(
            connection,
            "update ops.runs set status = 'Rejected', decided_by = @by, decided_at = @now where id = @run",
            cancellationToken,
            new("run", run),
            new("by", by),
            new("now", clock.GetUtcNow())
        );
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Closes the runs whose time to be approved is over.</summary>
    public async Task<int> LapseAsync(CancellationToken cancellationToken)
    {
        await using var command = runner.CreateCommand(
            "update ops.runs set status = 'Lapsed' where status = 'Held' and held_until <= $1"
        );
        command.Parameters.Add(new() { Value = clock.GetUtcNow() });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<Run> FindAsync(
        OperationsContext context,
        string pipeline,
        long id,
        CancellationToken cancellationToken
    )
    {
        var run =
            await context
                .Runs.AsNoTracking()
                .FirstOrDefaultAsync(row => row.Id == id && row.Pipeline == pipeline, cancellationToken)
            ?? throw new PublishingException($"{pipeline} has no run {id}.");
        return run switch
        {
            { Status: RunStatus.Held } when run.HeldUntil > clock.GetUtcNow().UtcDateTime => run,
            { Status: RunStatus.Held or RunStatus.Lapsed } => throw new PublishingException(
                $"Run {id} of {pipeline} waited for approval until {run.HeldUntil:yyyy-MM-dd HH:mm} UTC. Run its dates again."
            ),
            { DecidedBy: { } by } => throw new PublishingException(
                $"Run {id} of {pipeline} was {(run.Status == RunStatus.Rejected ? "rejected" : "approved")} by {by} already."
            ),
            _ => throw new PublishingException($"Run {id} of {pipeline} does not wait for approval."),
        };
    }

    private sealed record HeldDate(DateOnly Date, Verdict Verdict, long? NewerRun);

    /// <summary>A rolled-back newer run counts too: what its publication showed was newer than these figures.</summary>
    private static async Task<List<HeldDate>> DatesAsync(
        OperationsContext context,
        string pipeline,
        long run,
        CancellationToken cancellationToken
    ) =>
        await context
            .RunDates.AsNoTracking()
            .Where(date => date.RunId == run && (date.Verdict == Verdict.Pass || date.Verdict == Verdict.Warn))
            .OrderBy(date => date.Date)
            .Select(date => new HeldDate(
                date.Date,
                date.Verdict,
                context
                    .PublicationEvents.Where(change =>
                        change.Pipeline == pipeline && change.Date == date.Date && change.RunId > run
                    )
                    .Max(change => change.RunId)
            ))
            .ToListAsync(cancellationToken);

    private static Approval ApprovalOf(List<HeldDate> dates) =>
        new(
            [.. dates.Where(date => date.NewerRun is null).Select(date => date.Date)],
            [.. dates.Where(date => date.NewerRun is not null).Select(date => date.Date)]
        );
}
