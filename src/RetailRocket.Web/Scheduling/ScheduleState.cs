using Quartz;

namespace RetailRocket.Web.Scheduling;

/// <summary>The scheduler of this app, once it has started.</summary>
public sealed class ScheduleState(IServiceProvider services)
{
    /// <summary>Group of the pipelines' jobs and triggers.</summary>
    internal const string Group = "pipelines";

    private IScheduler? scheduler;

    /// <summary>The scheduler; null when this app does not host one.</summary>
    public async Task<IScheduler?> SchedulerAsync(CancellationToken cancellationToken) =>
        scheduler ??= services.GetService<ISchedulerFactory>() is { } factory
            ? await factory.GetScheduler(cancellationToken)
            : null;

    internal static JobKey Job(string pipeline) => new(pipeline, Group);

    internal static TriggerKey Trigger(string pipeline) => new(pipeline, Group);
}
