using Npgsql;
using Quartz;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Scheduling;

/// <summary>
/// Brings the scheduler's triggers in line with what the pipelines' files say when the app starts. An unchanged one is left
/// alone: that it is paused, and when it last fired, stays.
/// </summary>
internal sealed class ScheduleSync(
    ScheduleState state,
    PipelineCatalog catalog,
    Warehouse warehouse,
    Audit audit,
    ILogger<ScheduleSync> log
) : IHostedService
{
    /// <summary>Who changed it, where an account's name would stand.</summary>
    private const string Author = "pipeline.yml";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await state.SchedulerAsync(cancellationToken);
        if (scheduler is null)
            return;
        // Several apps that start at once see the same change; one of them makes it, and records it once.
        await using var connection = await warehouse.Owner.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (
            var alone = new NpgsqlCommand("select pg_advisory_xact_lock(hashtext('schedule sync'))", connection)
        )
            await alone.ExecuteNonQueryAsync(cancellationToken);
        foreach (var name in catalog.Names)
        {
            try
            {
                await ApplyAsync(scheduler, catalog.Get(name), cancellationToken);
            }
            catch (DefinitionException error)
            {
                // A broken pipeline must not keep the others from their schedule; its page says what is wrong.
                log.LogError(error, "{Pipeline} has errors in its files and keeps the schedule it had", name);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task ApplyAsync(
        IScheduler scheduler,
        PipelineDefinition definition,
        CancellationToken cancellationToken
    )
    {
        var key = ScheduleState.Trigger(definition.Name);
        var present = await scheduler.GetTrigger(key, cancellationToken) as ICronTrigger;
        if (definition.Cron is not { } cron)
        {
            if (present is null)
                return;
            await RecordAsync(definition, present, cancellationToken);
            await scheduler.UnscheduleJob(key, cancellationToken);
            return;
        }
        if (present?.CronExpressionString == cron && present.TimeZone.Id == definition.TimeZone.Id)
            return;
        await RecordAsync(definition, present, cancellationToken);
        var isPaused =
            present is not null && await scheduler.GetTriggerState(key, cancellationToken) == TriggerState.Paused;
        var job = JobBuilder
            .Create<PipelineJob>()
            .WithIdentity(ScheduleState.Job(definition.Name))
            .StoreDurably()
            .RequestRecovery()
            .Build();
        var trigger = TriggerBuilder
            .Create()
            .WithIdentity(key)
            .ForJob(job)
            .WithCronSchedule(
                cron,
                schedule =>
                    schedule
                        .InTimeZone(definition.TimeZone)
                        .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)
            )
            .Build();
        await scheduler.ScheduleJob(
            job,
            trigger,
            new ScheduleJobOptions { Replace = true, Paused = isPaused },
            cancellationToken
        );
        log.LogInformation(
            "{Pipeline} is scheduled by \"{Cron}\" in {Zone}",
            definition.Name,
            cron,
            definition.TimeZone.Id
        );
    }

    private Task RecordAsync(
        PipelineDefinition definition,
        ICronTrigger? present,
        CancellationToken cancellationToken
    ) =>
        audit.WriteAsync(
            Author,
            AuditAction.ScheduleChanged,
            definition.Name,
            new
            {
                act = "define",
                from = present?.CronExpressionString,
                to = definition.Cron,
                zone = definition.TimeZone.Id,
            },
            cancellationToken
        );
}
