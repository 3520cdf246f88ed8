using Microsoft.EntityFrameworkCore;
using Quartz;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Web.Features.Runs;
using RetailRocket.Web.Security;
using RetailRocket.Web.Watch;

namespace RetailRocket.Web.Scheduling;

/// <summary>Reads the schedule of a pipeline from the scheduler and the journal of firings.</summary>
public sealed class ScheduleQueries(
    ScheduleState state,
    IDbContextFactory<WatchContext> contexts,
    PipelineCatalog catalog,
    SourceFolders folders,
    TimeProvider clock,
    Access access
)
{
    private const int NextFirings = 5;
    private const int LastFirings = 10;

    public async Task<ScheduleModel> ReadAsync(string pipeline, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.Runs);
        var definition = catalog.Get(pipeline);
        var scheduler = await state.SchedulerAsync(cancellationToken);
        var model = new ScheduleModel
        {
            Cron = definition.Cron,
            Zone = definition.TimeZone.Id,
            IsHosted = scheduler is not null,
            Next = definition.Cron is { } cron ? Next(cron, definition.TimeZone) : [],
            SourceFolder = folders.Configured(pipeline),
        };
        if (scheduler is null || definition.Cron is null)
            return model;
        var key = ScheduleState.Trigger(pipeline);
        var standing = await scheduler.GetTriggerState(key, cancellationToken);
        return model with
        {
            IsPaused = standing == TriggerState.Paused,
            PauseReason = (await scheduler.GetTriggerPause(key, cancellationToken))?.Reason,
            IsFiring = standing is TriggerState.Executing or TriggerState.Blocked,
            Last = await LastAsync(pipeline, cancellationToken),
        };
    }

    private List<DateTimeOffset> Next(string cron, TimeZoneInfo zone)
    {
        var expression = new CronExpression(cron, zone);
        var next = new List<DateTimeOffset>();
        DateTimeOffset? at = clock.GetUtcNow();
        while (next.Count < NextFirings && (at = expression.GetNextValidTimeAfter(at.Value)) is { } firing)
            next.Add(TimeZoneInfo.ConvertTime(firing, zone));
        return next;
    }

    /// <summary>The firing that led to a run; null when a person or a command started it.</summary>
    public async Task<FiringRow?> OfRunAsync(string pipeline, long run, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.Runs);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var firing = await context
            .Firings.AsNoTracking()
            .Where(firing => firing.Pipeline == pipeline && firing.Runs.Contains(run))
            .OrderBy(firing => firing.Id)
            .FirstOrDefaultAsync(cancellationToken);
        return firing is null ? null : FiringRow.Of(firing);
    }

    private async Task<IReadOnlyList<FiringRow>> LastAsync(string pipeline, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var firings = await context
            .Firings.AsNoTracking()
            .Where(firing => firing.Pipeline == pipeline)
            .OrderByDescending(firing => firing.ScheduledFor)
            .Take(LastFirings)
            .ToListAsync(cancellationToken);
        return [.. firings.Select(FiringRow.Of)];
    }
}
