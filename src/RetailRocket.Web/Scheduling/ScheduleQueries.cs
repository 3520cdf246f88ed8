using Quartz;
using Quartz.Extensibility;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Web.Features.Runs;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Scheduling;

/// <summary>Reads the schedule of a pipeline from the scheduler and its history.</summary>
public sealed class ScheduleQueries(
    ScheduleState state,
    IServiceProvider services,
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
            Last = await LastAsync(scheduler, pipeline, cancellationToken),
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

    private async Task<IReadOnlyList<Firing>> LastAsync(
        IScheduler scheduler,
        string pipeline,
        CancellationToken cancellationToken
    )
    {
        var history = services.GetRequiredService<IExecutionHistoryStore>();
        var page = await history.QueryExecutions(
            new ExecutionHistoryQuery
            {
                SchedulerName = scheduler.SchedulerName,
                Job = ScheduleState.Job(pipeline),
                Take = LastFirings,
            },
            cancellationToken
        );
        return
        [
            .. page.Items.Select(entry => new Firing(
                entry.FiredAtUtc,
                entry.Duration,
                Enum.Parse<FiringResult>(entry.EffectiveResult.ToString()),
                entry.Manual,
                entry.Summary ?? entry.ExceptionMessage
            )),
        ];
    }
}
