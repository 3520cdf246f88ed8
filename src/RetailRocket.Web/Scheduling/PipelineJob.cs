using Quartz;
using RetailRocket.Web.Features.Runs;

namespace RetailRocket.Web.Scheduling;

/// <summary>
/// A firing of a pipeline's schedule: lands the configured folder, if there is one, and runs every date that is new or
/// changed. It goes through <see cref="RunCenter"/>, so that pages show it as they show what people start.
/// </summary>
[DisallowConcurrentExecution]
public sealed class PipelineJob(RunCenter center, SourceFolders folders, ILogger<PipelineJob> log) : IJob
{
    /// <summary>Key of who asked for a firing by hand.</summary>
    public const string RequestedByKey = "requestedBy";

    /// <summary>What the job says of itself when nobody asked.</summary>
    public const string Schedule = "schedule";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var pipeline = context.JobDetail.Key.Name;
        var folder = folders.Configured(pipeline);
        log.LogInformation(
            "{Pipeline}: the schedule fired; {Landing}",
            pipeline,
            folder is null ? "no source folder is set, so nothing is landed" : $"landing {folder}"
        );
        var work = center.Start(
            new WorkRequest
            {
                Pipeline = pipeline,
                SourceFolder = folder,
                RunsDueDates = true,
                Trigger = Schedule,
                RequestedBy = context.MergedJobDataMap.GetString(RequestedByKey) ?? Schedule,
            }
        );
        await using var stop = cancellationToken.Register(() => center.Cancel(work));
        var end = await center.WaitAsync(work, CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        context.Result = FiringWords.Of(end);
    }
}
