using Quartz;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Scheduling;

/// <summary>What people do to a schedule; each act demands its right and is written to the audit log first.</summary>
public sealed class ScheduleActions(ScheduleState state, PipelineCatalog catalog, Access access, Audit audit)
{
    /// <summary>Keeps the schedule from firing until it is resumed.</summary>
    /// <param name="reason">Why, for whoever reads it later; may be empty.</param>
    public async Task PauseAsync(string pipeline, string reason, CancellationToken cancellationToken)
    {
        var (scheduler, person) = await BeginAsync(pipeline, "pause", reason, cancellationToken);
        await scheduler.PauseTriggerWith(
            ScheduleState.Trigger(pipeline),
            new PauseDetails { Reason = reason, RequestedBy = person },
            cancellationToken
        );
    }

    /// <summary>Lets it fire again; a firing that was missed meanwhile is made up for once.</summary>
    public async Task ResumeAsync(string pipeline, CancellationToken cancellationToken)
    {
        var (scheduler, _) = await BeginAsync(pipeline, "resume", "", cancellationToken);
        await scheduler.ResumeTrigger(ScheduleState.Trigger(pipeline), cancellationToken);
    }

    /// <summary>Does now what the schedule would do.</summary>
    public async Task FireAsync(string pipeline, CancellationToken cancellationToken)
    {
        var (scheduler, person) = await BeginAsync(pipeline, "fire", "", cancellationToken);
        await scheduler.TriggerJob(
            ScheduleState.Job(pipeline),
            new JobDataMap { [PipelineJob.RequestedByKey] = person },
            cancellationToken
        );
    }

    private async Task<(IScheduler Scheduler, string Person)> BeginAsync(
        string pipeline,
        string act,
        string reason,
        CancellationToken cancellationToken
    )
    {
        await access.DemandAsync(Feature.ScheduleChange);
        var definition = catalog.Get(pipeline);
        var scheduler =
            await state.SchedulerAsync(cancellationToken)
            ?? throw new InvalidOperationException("This app does not host the schedules.");
        var person = await access.NameAsync();
        await audit.WriteAsync(
            person,
            AuditAction.ScheduleChanged,
            definition.Name,
            new { act, reason },
            cancellationToken
        );
        return (scheduler, person);
    }
}
