using Microsoft.EntityFrameworkCore;
using Quartz;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Web.Scheduling;
using RetailRocket.Web.Watch;

namespace RetailRocket.Web.Alerts.Rules;

/// <summary>
/// Whether the schedule does what it promises: a firing that was due and did not begin, or that broke off before it had a
/// run. What a run itself came to is the matter of other rules. A paused schedule promises nothing.
/// </summary>
internal sealed class FiringWatch(ScheduleState state, IDbContextFactory<WatchContext> contexts, TimeProvider clock)
    : IWatch
{
    private const string Subject = "schedule";

    public AlertKind Kind => AlertKind.Firing;

    public async Task<IReadOnlyList<Finding>?> ReadAsync(WatchAsk ask, CancellationToken cancellationToken)
    {
        var definition = ask.Definition;
        if (definition.Cron is not { } cron)
            return null;
        var scheduler = await state.SchedulerAsync(cancellationToken);
        var key = ScheduleState.Trigger(definition.Name);
        if (scheduler is null || await scheduler.GetTrigger(key, cancellationToken) is not { } trigger)
            return null;
        if (await scheduler.GetTriggerState(key, cancellationToken) == TriggerState.Paused)
            return null;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var last = await context
            .Firings.AsNoTracking()
            .Where(firing => firing.Pipeline == definition.Name && !firing.IsByHand)
            .OrderByDescending(firing => firing.ScheduledFor)
            .FirstOrDefaultAsync(cancellationToken);
        var since = last is null || trigger.StartTimeUtc > last.ScheduledFor ? trigger.StartTimeUtc : last.ScheduledFor;
        var due = new CronExpression(cron, definition.TimeZone).GetNextValidTimeAfter(since);
        if (due is { } missing && missing.AddHours(ask.Rule.Hours) <= clock.GetUtcNow())
            return
            [
                new(Subject, true, null, new Facts(FactKind.FiringMissing) { Due = missing, Limit = ask.Rule.Hours }),
            ];
        return last is null ? [] : [Judge(last)];
    }

    private static Finding Judge(Firing last)
    {
        var failed = last is { State: FiringState.Failed, Runs.Length: 0 };
        var facts = new Facts(failed ? FactKind.FiringFailed : FactKind.FiringDone)
        {
            Due = last.ScheduledFor,
            Error = last.Error,
        };
        return new Finding(Subject, failed, null, facts);
    }
}
