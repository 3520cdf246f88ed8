using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Landing;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Pipeline.Runs.Planning;
using RetailRocket.Web.Cli;

namespace RetailRocket.Web.Features.Runs;

/// <summary>What a piece of work does, in order: land, decide what to run, run it; each step is told in words.</summary>
internal sealed class WorkSteps(
    PipelineSchema schema,
    SourceLander lander,
    RunService runs,
    DueDates due,
    RunRehearsal ripples,
    AppSettings settings,
    ILogger<WorkSteps> log
)
{
    public async Task CarryOutAsync(LiveWork work, PipelineDefinition definition)
    {
        var request = work.View.Request;
        await schema.EnsureAsync(definition, work.Stopped);
        if (request.SourceFolder is { } folder)
            await LandAsync(work, definition, folder);
        var ranges = request.RunsDueDates ? await DecideAsync(work, definition) : request.Ranges;
        var later = request.Ripple ? await LaterAsync(work, definition, ranges) : [];
        foreach (var range in ranges.Concat(later))
            await RunAsync(work, definition, range);
    }

    /// <summary>The later published dates that the runs make stale, known before the first of them begins.</summary>
    private async Task<IReadOnlyList<DateRange>> LaterAsync(
        LiveWork work,
        PipelineDefinition definition,
        IReadOnlyList<DateRange> ranges
    )
    {
        var stale = new HashSet<DateOnly>();
        foreach (var range in ranges)
            stale.UnionWith(
                await ripples.StaleAsync(
                    new RunRequest
                    {
                        Definition = definition,
                        Range = range,
                        Force = work.View.Request.Force,
                    },
                    work.Stopped
                )
            );
        stale.RemoveWhere(date => ranges.Any(range => range.Contains(date)));
        if (stale.Count == 0)
            return [];
        var later = await due.RangesAsync(definition, stale, work.Stopped);
        work.Note(WorkEvent.RippleDecided, stale.Count, later);
        return later;
    }

    private async Task LandAsync(LiveWork work, PipelineDefinition definition, string folder)
    {
        var request = work.View.Request;
        work.Enter(WorkState.Landing);
        work.Note(WorkEvent.LandingStarted, folder);
        var options = new LandingOptions { Force = request.Force, Addition = request.IsAddition };
        var report = await lander.LandAsync(definition, folder, options, work, work.Stopped);
        work.Landed(report);
        var loaded = report.Files.Where(file => file.Status != LandedFileStatus.Unchanged).ToList();
        var rows = loaded.Sum(file => file.Rows);
        work.Note(WorkEvent.LandingDone, loaded.Count, report.Files.Count - loaded.Count, rows);
        foreach (var warning in report.Warnings)
            work.Note(WorkEvent.LandingWarning, warning);
        log.LogInformation(
            "{Pipeline}: landed {Loaded} new or changed files with {Rows} rows; {Unchanged} files are unchanged",
            definition.Name,
            loaded.Count,
            rows,
            report.Files.Count - loaded.Count
        );
    }

    private async Task<IReadOnlyList<DateRange>> DecideAsync(LiveWork work, PipelineDefinition definition)
    {
        var decision = await due.DecideAsync(definition, work.Stopped);
        work.Decided(decision);
        if (work.View.Request.OnDecided is { } tell)
            await tell(work.View, work.Stopped);
        if (decision.Due.Count == 0)
        {
            work.Note(WorkEvent.NothingToRun);
            log.LogInformation("{Pipeline}: nothing to run, no date is new or changed", definition.Name);
            return [];
        }
        var ranges = decision.Ranges;
        work.Note(
            WorkEvent.DatesDecided,
            Count(DueCause.New),
            Count(DueCause.Data),
            Count(DueCause.Definition),
            ranges
        );
        log.LogInformation(
            "{Pipeline}: {New} dates are new, {Data} have changed data, {Definition} a changed definition; running {Ranges}",
            definition.Name,
            Count(DueCause.New),
            Count(DueCause.Data),
            Count(DueCause.Definition),
            string.Join(", ", ranges)
        );
        return ranges;

        int Count(DueCause cause) => decision.Due.Count(date => date.Cause == cause);
    }

    private async Task RunAsync(LiveWork work, PipelineDefinition definition, DateRange range)
    {
        var request = work.View.Request;
        work.Enter(WorkState.Running);
        work.Note(WorkEvent.RunAsked, range);
        var result = await runs.RunAsync(
            new RunRequest
            {
                Definition = definition,
                Range = range,
                Force = request.Force,
                Hold = request.Hold,
                Trigger = request.Trigger,
                RequestedBy = request.RequestedBy,
                ExportFolder = settings.ExportFolder,
            },
            work,
            work.Stopped
        );
        if (result.RunId == 0)
        {
            work.Note(WorkEvent.RunWithoutData, range);
            log.LogInformation("{Pipeline}: {Range} has no source rows; nothing was run", definition.Name, range);
            return;
        }
        if (result.Status == RunStatus.Held)
        {
            var waiting = result.Dates.Count(date => date.Verdict is Verdict.Pass or Verdict.Warn);
            work.Note(WorkEvent.RunHeld, result.RunId, waiting);
            log.LogInformation(
                "{Pipeline}: run {Run} over {Range} waits for approval with {Waiting} dates",
                definition.Name,
                result.RunId,
                range,
                waiting
            );
            return;
        }
        var published = result.Dates.Count(date => date.Published);
        var empty = result.Plan.EmptyDates.Count;
        var held = result.Dates.Count - published - empty;
        work.Note(WorkEvent.RunDone, result.RunId, published, held, empty);
        log.LogInformation(
            "{Pipeline}: run {Run} over {Range} published {Published} dates, held back {Held}, found {Empty} without data",
            definition.Name,
            result.RunId,
            range,
            published,
            held,
            empty
        );
    }
}
