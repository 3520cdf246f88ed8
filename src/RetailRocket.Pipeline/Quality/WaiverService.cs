using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Publishing;
using static RetailRocket.Pipeline.Publishing.PublicationPointers;

namespace RetailRocket.Pipeline.Quality;

/// <summary>
/// Publishes blocked dates on the word of two persons, for a time. One asks with a reason and an end, another approves; the rows
/// of the blocked run are what is published, so nothing is computed again.
/// </summary>
public sealed class WaiverService(
    NpgsqlDataSource runner,
    IDbContextFactory<OperationsContext> operations,
    TimeProvider clock
)
{
    /// <summary>The longest that a waiver may stand.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <summary>Characters of a reason.</summary>
    public const int LongestReason = 1000;

    /// <summary>Who closes a waiver whose time is over, in the history of publications.</summary>
    public const string Clock = "clock";

    /// <summary>Asks for a waiver of the last run of a date.</summary>
    /// <exception cref="PublishingException">
    /// The reason or the end is missing, the last run of the date was not blocked, its rows are gone, or another waiver of the
    /// date is open.
    /// </exception>
    public async Task<Waiver> AskAsync(WaiverRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (pipeline, date, now) = (request.Definition.Name, request.Date, clock.GetUtcNow());
        var reason = request.Reason.Trim();
        if (reason.Length is 0 or > LongestReason)
            throw new PublishingException(
                $"A waiver needs a reason of at most {LongestReason} characters: readers of the figures see it."
            );
        if (request.EndsAt <= now || request.EndsAt > now + Longest)
            throw new PublishingException(
                $"A waiver needs an end in the future, {Longest.Days} days ahead at most; {request.EndsAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC is not."
            );
        await using var context = await operations.CreateDbContextAsync(cancellationToken);
        var judged = await (
            from day in context.RunDates.AsNoTracking()
            join run in context.Runs.AsNoTracking() on day.RunId equals run.Id
            where run.Pipeline == pipeline && day.Date == date
            orderby day.RunId descending
            select day
        ).FirstOrDefaultAsync(cancellationToken);
        if (judged is not { Verdict: Verdict.Fail })
            throw new PublishingException(
                $"{pipeline} {date:yyyy-MM-dd} is not held back by a check: there is nothing to waive."
            );
        if (!await HasRowsAsync(request.Definition, judged.RunId, date, cancellationToken))
            throw new PublishingException(
                $"The figures of run {judged.RunId} for {date:yyyy-MM-dd} are not kept any more. Run the date again, then ask."
            );
        var failed = await context
            .CheckResults.AsNoTracking()
            .Where(result =>
                result.RunId == judged.RunId
                && result.Date == date
                && (result.Verdict == Verdict.Fail || result.Verdict == Verdict.NoData && result.Severity == "Block")
            )
            .Select(result => result.CheckName)
            .OrderBy(name => name)
            .ToArrayAsync(cancellationToken);
        var waiver = new Waiver
        {
            Pipeline = pipeline,
            Date = date,
            RunId = judged.RunId,
            State = WaiverState.Asked,
            Checks = failed,
            Reason = reason,
            AskedBy = request.By,
            AskedAt = now.UtcDateTime,
            EndsAt = request.EndsAt.UtcDateTime,
        };
        context.Waivers.Add(waiver);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException error)
            when (error.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw new PublishingException(
                $"{pipeline} {date:yyyy-MM-dd} has an open waiver already; withdraw it first."
            );
        }
        return waiver;
    }

    /// <summary>Publishes the waived run until the waiver ends.</summary>
    /// <exception cref="PublishingException">
    /// The approver is who asked, the waiver is not waiting, or a newer run was published for the date.
    /// </exception>
    public async Task<Waiver> ApproveAsync(string pipeline, long id, string by, CancellationToken cancellationToken)
    {
        await using var connection = await runner.OpenConnectionAsync(cancellationToken);
        await using var transaction = await BeginAsync(connection, pipeline, cancellationToken);
        await using var context = await operations.CreateDbContextAsync(cancellationToken);
        var waiver = await WaitingAsync(context, pipeline, id, by, cancellationToken);
        var now = clock.GetUtcNow();
        if (waiver.EndsAt <= now.UtcDateTime)
            throw new PublishingException($"Waiver {id} ended before anybody approved it. Ask again.");
        var newer = await context
            .PublicationEvents.Where(change =>
                change.Pipeline == pipeline && change.Date == waiver.Date && change.RunId > waiver.RunId
            )
            .MaxAsync(change => change.RunId, cancellationToken);
        if (newer is { } other)
            throw new PublishingException(
                $"Run {other} was published for {waiver.Date:yyyy-MM-dd} after run {waiver.RunId}, which waiver {id} is of. Withdraw it."
            );
        var run = await context.Runs.AsNoTracking().SingleAsync(row => row.Id == waiver.RunId, cancellationToken);
        await DecideAsync(connection, id, WaiverState.Approved, by, now, cancellationToken);
        await WaiveAsync(
            connection,
            Publisher.PublicationOf(run, waiver.Date, Verdict.Fail, id),
            waiver.EndsAt,
            by,
            now,
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
        return waiver;
    }

    /// <summary>Says no to a waiver that somebody else asked for.</summary>
    /// <exception cref="PublishingException">It is not waiting, or it is one's own.</exception>
    public async Task<Waiver> RefuseAsync(string pipeline, long id, string by, CancellationToken cancellationToken)
    {
        await using var connection = await runner.OpenConnectionAsync(cancellationToken);
        await using var transaction = await BeginAsync(connection, pipeline, cancellationToken);
        await using var context = await operations.CreateDbContextAsync(cancellationToken);
        var waiver = await WaitingAsync(context, pipeline, id, by, cancellationToken);
        await DecideAsync(connection, id, WaiverState.Refused, by, clock.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return waiver;
    }

    /// <summary>Takes an open waiver back: one that waits, or one that figures are published under, which they no longer are.</summary>
    /// <exception cref="PublishingException">It is not open.</exception>
    public async Task<Waiver> WithdrawAsync(string pipeline, long id, string by, CancellationToken cancellationToken)
    {
        await using var connection = await runner.OpenConnectionAsync(cancellationToken);
        await using var transaction = await BeginAsync(connection, pipeline, cancellationToken);
        await using var context = await operations.CreateDbContextAsync(cancellationToken);
        var waiver = await FindAsync(context, pipeline, id, cancellationToken);
        if (waiver.State is not (WaiverState.Asked or WaiverState.Approved))
            throw Over(waiver);
        await Publisher.WithdrawAsync(connection, id, by, clock.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return waiver;
    }

    /// <summary>
    /// Closes the waivers whose time is over by the database's clock, which readers go by: their figures are out of sight
    /// already. What is left is the history, and the files, which the next export writes anew.
    /// </summary>
    /// <returns>The waivers that were closed.</returns>
    public async Task<IReadOnlyList<Waiver>> EndDueAsync(CancellationToken cancellationToken)
    {
        await using var context = await operations.CreateDbContextAsync(cancellationToken);
        var due = await context
            .Waivers.FromSql(
                $"select * from ops.waivers where state in ('Asked', 'Approved') and ends_at <= now() order by id"
            )
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        var ended = new List<Waiver>();
        await using var connection = await runner.OpenConnectionAsync(cancellationToken);
        foreach (var waiver in due)
        {
            await using var transaction = await BeginAsync(connection, waiver.Pipeline, cancellationToken);
            var closed = await ExecuteAsync(
                connection,
                """
                update ops.waivers
                set state = 'Ended', closed_at = ends_at
                where id = @waiver and state in ('Asked', 'Approved')
                """,
                cancellationToken,
                new NpgsqlParameter("waiver", waiver.Id)
            );
            if (closed == 0)
                continue;
            await UncoverAsync(connection, waiver.Id, "end", Clock, waiver.EndsAt, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            ended.Add(waiver);
        }
        return ended;
    }

    /// <summary>Waivers whose time was over within <paramref name="span"/> before now, oldest first.</summary>
    public async Task<IReadOnlyList<Waiver>> EndedSinceAsync(TimeSpan span, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow().UtcDateTime - span;
        await using var context = await operations.CreateDbContextAsync(cancellationToken);
        return await context
            .Waivers.AsNoTracking()
            .Where(waiver => waiver.State == WaiverState.Ended && waiver.ClosedAt >= since)
            .OrderBy(waiver => waiver.Id)
            .ToListAsync(cancellationToken);
    }

    private async Task<bool> HasRowsAsync(
        PipelineDefinition definition,
        long run,
        DateOnly date,
        CancellationToken cancellationToken
    )
    {
        var tables = definition
            .Models.Where(model => model.Layer == ModelLayer.Kpi)
            .Select(model =>
                $"exists (select from {SqlName.Quote(definition.Name, model.Table)} where run_id = $1 and {SqlName.Quote(model.DateColumn!)} = $2)"
            );
        await using var command = runner.CreateCommand($"select {string.Join(" or ", tables)}");
        command.Parameters.Add(new() { Value = run });
        command.Parameters.Add(new() { Value = date });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static async Task<Waiver> WaitingAsync(
        OperationsContext context,
        string pipeline,
        long id,
        string by,
        CancellationToken cancellationToken
    )
    {
        var waiver = await FindAsync(context, pipeline, id, cancellationToken);
        if (waiver.State != WaiverState.Asked)
            throw Over(waiver);
        if (string.Equals(waiver.AskedBy, by, StringComparison.OrdinalIgnoreCase))
            throw new PublishingException(
                $"{by} asked for waiver {id}; somebody else has to decide on it. It can be withdrawn."
            );
        return waiver;
    }

    private static async Task<Waiver> FindAsync(
        OperationsContext context,
        string pipeline,
        long id,
        CancellationToken cancellationToken
    ) =>
        await context
            .Waivers.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == id && row.Pipeline == pipeline, cancellationToken)
        ?? throw new PublishingException(
            string.Create(CultureInfo.InvariantCulture, $"{pipeline} has no waiver {id}.")
        );

    private static PublishingException Over(Waiver waiver) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Waiver {waiver.Id} of {waiver.Pipeline} {waiver.Date:yyyy-MM-dd} is {Words.Of(waiver.State)} already."
            )
        );

    private static Task<int> DecideAsync(
        NpgsqlConnection connection,
        long id,
        WaiverState state,
        string by,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        ExecuteAsync(
            connection,
            "update ops.waivers set state = @state, decided_by = @by, decided_at = @now where id = @waiver",
            cancellationToken,
            new("waiver", id),
            new("state", state.ToString()),
            new("by", by),
            new("now", now)
        );
}
