using System.Globalization;
using Quartz;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Web.Features.Runs;

namespace RetailRocket.Web.Scheduling;

/// <summary>
/// A firing of a pipeline's schedule: lands the configured folder, if there is one, and runs every date that is new or
/// changed. It goes through <see cref="RunCenter"/>, so that pages show it as they show what people start, and is kept in the
/// <see cref="FiringJournal"/> with what it decided.
/// </summary>
[DisallowConcurrentExecution]
public sealed class PipelineJob(
    RunCenter center,
    SourceFolders folders,
    FiringJournal journal,
    PipelineCatalog catalog,
    IHostApplicationLifetime lifetime,
    ILogger<PipelineJob> log
) : IJob
{
    /// <summary>Key of who asked for a firing by hand.</summary>
    public const string RequestedByKey = "requestedBy";

    /// <summary>Key of the moment of a firing that an instance handed over when it stopped.</summary>
    private const string HandedOverKey = "handedOver";

    /// <summary>What the job says of itself when nobody asked.</summary>
    public const string Schedule = "schedule";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var pipeline = context.JobDetail.Key.Name;
        var person = context.MergedJobDataMap.GetString(RequestedByKey);
        var due = await DueAtAsync(context, cancellationToken);
        var firing = await journal.BeginAsync(
            catalog.Get(pipeline),
            due,
            person is not null,
            person ?? Schedule,
            cancellationToken
        );
        if (firing is not { } id)
        {
            log.LogInformation("{Pipeline}: this firing has been carried out by another instance", pipeline);
            return;
        }
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
                OnDecided = (view, token) => journal.DecideAsync(id, FiringDecision.Of(view), token),
                Trigger = Schedule,
                RequestedBy = person ?? Schedule,
            }
        );
        await using var stop = cancellationToken.Register(() => center.Cancel(work));
        var end = await center.WaitAsync(work, CancellationToken.None);
        if (end.State == WorkState.Cancelled && lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await HandOverAsync(context, due, person);
            return;
        }
        var runs = end
            .Notes.Where(note => note.Event == WorkEvent.RunDone)
            .Select(note => Convert.ToInt64(note.Values[0], CultureInfo.InvariantCulture))
            .Concat(end.State == WorkState.Done ? [] : new[] { end.RunId }.OfType<long>())
            .Distinct()
            .ToArray();
        // Its end must be known although the app is stopping, or another instance would begin it again.
        await journal.EndAsync(id, StateOf(end), runs, ErrorOf(end), CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
    }

    // The app stops in the middle of it: another instance, or the next start, takes the same firing up at once.
    private static async Task HandOverAsync(IJobExecutionContext context, DateTimeOffset due, string? person)
    {
        var data = new JobDataMap { [HandedOverKey] = due.ToString("O", CultureInfo.InvariantCulture) };
        if (person is not null)
            data[RequestedByKey] = person;
        await context.Scheduler.TriggerJob(context.JobDetail.Key, data, CancellationToken.None);
    }

    // A firing that is taken up after its instance ended comes with the moment of the first one.
    private async Task<DateTimeOffset> DueAtAsync(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        if (Moment(context, HandedOverKey) is { } handedOver)
            return handedOver;
        var due = context.ScheduledFireTimeUtc ?? context.FireTimeUtc;
        return
            context.Recovering
            && Moment(context, SchedulerConstants.FailedJobOriginalTriggerScheduledFireTime) is { } original
            ? await journal.DueOfAsync(context.JobDetail.Key.Name, original, cancellationToken) ?? original
            : due;
    }

    private static DateTimeOffset? Moment(IJobExecutionContext context, string key) =>
        DateTimeOffset.TryParse(
            context.MergedJobDataMap.GetString(key),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var moment
        )
            ? moment
            : null;

    private static FiringState StateOf(WorkView end) =>
        end.State switch
        {
            WorkState.Failed => FiringState.Failed,
            WorkState.Cancelled => FiringState.Stopped,
            _ when end.Decision?.Due.Count > 0 => FiringState.Done,
            _ => FiringState.NothingToDo,
        };

    private static string? ErrorOf(WorkView end) =>
        end.Notes.LastOrDefault(note => note.Event == WorkEvent.Failed) is { } failed
            ? Convert.ToString(failed.Values[0], CultureInfo.InvariantCulture)
            : null;
}
