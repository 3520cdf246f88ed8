using Microsoft.EntityFrameworkCore;
using Npgsql;
using Quartz;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Web.Watch;

namespace RetailRocket.Web.Scheduling;

/// <summary>
/// The journal of firings: one row for each moment that was due. A firing that was begun by an instance that died is taken up
/// by another under the same row; one that has ended is never begun again.
/// </summary>
public sealed class FiringJournal(IDbContextFactory<WatchContext> contexts, TimeProvider clock)
{
    /// <summary>A longer outage of a schedule by the minute is told as "at least" so many.</summary>
    private const int MostMissed = 10_000;

    private static string Me { get; } = $"{Environment.MachineName}-{Environment.ProcessId}";

    /// <summary>Begins a firing, or takes it up again.</summary>
    /// <returns>Its number; null when it has been carried out already.</returns>
    public async Task<long?> BeginAsync(
        PipelineDefinition definition,
        DateTimeOffset scheduledFor,
        bool isByHand,
        string requestedBy,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(definition);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var (missed, since) = isByHand
            ? (0, null)
            : await MissedAsync(context, definition, scheduledFor, cancellationToken);
        var now = clock.GetUtcNow();
        var begun = await context
            .Database.SqlQuery<long>(
                $"""
                insert into watch.firings (
                    pipeline, scheduled_for, is_by_hand, requested_by, missed, missed_since, state, started_at, attempts,
                    instance, runs
                )
                values (
                    {definition.Name}, {scheduledFor}, {isByHand}, {requestedBy}, {missed},
                    {new NpgsqlParameter
                {
                    NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz,
                    Value = (object?)since ?? DBNull.Value,
                }},
                    'Running', {now}, 1, {Me}, array[]::bigint[]
                )
                on conflict (pipeline, scheduled_for) do update
                set attempts = firings.attempts + 1, instance = {Me}, started_at = {now}
                where firings.state = 'Running'
                returning id as "Value"
                """
            )
            .ToListAsync(cancellationToken);
        return begun is [var id] ? id : null;
    }

    /// <summary>
    /// When exactly a firing was due that an instance left unfinished: the scheduler remembers moments to the second.
    /// </summary>
    /// <returns>Null when none of that second is unfinished.</returns>
    public async Task<DateTimeOffset?> DueOfAsync(
        string pipeline,
        DateTimeOffset second,
        CancellationToken cancellationToken
    )
    {
        var next = second.AddSeconds(1);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .Firings.Where(firing => firing.Pipeline == pipeline && firing.State == FiringState.Running)
            .Where(firing => firing.ScheduledFor >= second && firing.ScheduledFor < next)
            .OrderBy(firing => firing.ScheduledFor)
            .Select(firing => (DateTimeOffset?)firing.ScheduledFor)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Keeps what it decided, before anything of it is run.</summary>
    public async Task DecideAsync(long id, FiringDecision decision, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(decision);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context
            .Firings.Where(firing => firing.Id == id)
            .ExecuteUpdateAsync(
                update => update.SetProperty(firing => firing.Decision, decision.ToJson()),
                cancellationToken
            );
    }

    /// <summary>Closes it.</summary>
    /// <param name="runs">The runs that it led to, in order.</param>
    /// <param name="error">What stopped it; null when nothing did.</param>
    public async Task EndAsync(
        long id,
        FiringState state,
        long[] runs,
        string? error,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context
            .Firings.Where(firing => firing.Id == id)
            .ExecuteUpdateAsync(
                update =>
                    update
                        .SetProperty(firing => firing.State, state)
                        .SetProperty(firing => firing.Runs, runs)
                        .SetProperty(firing => firing.Error, error)
                        .SetProperty(firing => firing.EndedAt, clock.GetUtcNow()),
                cancellationToken
            );
    }

    /// <summary>Moments between the last firing and this one at which the schedule should have fired.</summary>
    private static async Task<(int Missed, DateTimeOffset? Since)> MissedAsync(
        WatchContext context,
        PipelineDefinition definition,
        DateTimeOffset scheduledFor,
        CancellationToken cancellationToken
    )
    {
        var last = await context
            .Firings.Where(firing =>
                firing.Pipeline == definition.Name && !firing.IsByHand && firing.ScheduledFor < scheduledFor
            )
            .OrderByDescending(firing => firing.ScheduledFor)
            .Select(firing => (DateTimeOffset?)firing.ScheduledFor)
            .FirstOrDefaultAsync(cancellationToken);
        if (last is null || definition.Cron is not { } cron)
            return (0, null);
        var expression = new CronExpression(cron, definition.TimeZone);
        var missed = 0;
        DateTimeOffset? since = null;
        var at = expression.GetNextValidTimeAfter(last.Value);
        while (at < scheduledFor && missed < MostMissed)
        {
            since ??= at;
            missed++;
            at = expression.GetNextValidTimeAfter(at.Value);
        }
        return (missed, since);
    }
}
