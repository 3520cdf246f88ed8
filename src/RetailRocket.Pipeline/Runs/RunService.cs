using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Quality;
using RetailRocket.Pipeline.Runs.Planning;
using RetailRocket.Pipeline.Telemetry;

namespace RetailRocket.Pipeline.Runs;

/// <summary>Plans and carries out runs: build, check, publish, export, with locks before and recovery after.</summary>
public sealed class RunService(
    NpgsqlDataSource runner,
    IDbContextFactory<OperationsContext> operations,
    PipelineSchema schema,
    RunRecovery recovery,
    Publisher publisher,
    HeldRuns held,
    WaiverService waivers,
    ExportWriter exports,
    IEnumerable<IModelStep> steps,
    TimeProvider clock,
    ILogger<RunService> log
)
{
    /// <summary>Each takes a connection a file, and few dates are enough to keep two cores busy.</summary>
    private const int DatesExportedAtOnce = 2;

    private readonly ModelBuilder models = new(runner, steps);

    /// <summary>What a run would do, from the ledgers alone; changes nothing.</summary>
    public async Task<(RunPlan Plan, PipelineState State)> PlanAsync(
        RunRequest request,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var context = await operations.CreateDbContextAsync(cancellationToken);
        var state = await PipelineState.LoadAsync(context, request.Definition, cancellationToken);
        return (RunPlanner.Plan(request.Definition, state, request.Range, request.Force), state);
    }

    /// <summary>Builds, checks and publishes the requested dates. Returns when everything is committed and exported.</summary>
    /// <exception cref="RunFailedException">A step failed; nothing was published.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped it; nothing was published.</exception>
    public async Task<RunResult> RunAsync(
        RunRequest request,
        IProgress<RunProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        var elapsed = Stopwatch.StartNew();
        var definition = request.Definition;
        using var span = PipelineTelemetry.Run(definition, request.Range);
        await schema.EnsureAsync(definition, cancellationToken);
        foreach (var orphan in await recovery.RecoverAsync(definition, cancellationToken))
            log.LogWarning(
                "Run {Run} of {Pipeline} had been interrupted; its unpublished rows are removed",
                orphan,
                definition.Name
            );
        await waivers.EndDueAsync(cancellationToken);
        await held.LapseAsync(cancellationToken);

        await using var locks = new RunLocks(await runner.OpenConnectionAsync(cancellationToken));
        var plan = await PlanUnderLocksAsync(request, locks, progress, cancellationToken);
        if (plan.Dates.Count == 0)
        {
            span.End("no data");
            return NoData(plan, elapsed.Elapsed);
        }

        var run = await StartAsync(request, plan, cancellationToken);
        span.Belongs(run.Id);
        try
        {
            await locks.HoldRunAsync(run.Id, cancellationToken);
            var work = new RunWork(run.Id, request, plan, models, runner, clock, progress);
            var checks = await work.BuildAndCheckAsync(
                await FilesAsync(plan, cancellationToken),
                await StepTimes.ReadAsync(runner, definition.Name, cancellationToken),
                cancellationToken
            );
            var verdicts = RunVerdicts.Of(run.Id, plan, checks, request.Hold);
            var status = RunVerdicts.StatusOf(verdicts, request.Hold);
            DateTimeOffset? heldUntil = status == RunStatus.Held ? clock.GetUtcNow() + HeldRuns.WaitsFor : null;
            await work.TrackAsync(
                "publish",
                definition.Name,
                null,
                async token =>
                {
                    await publisher.PublishAsync(run, status, verdicts, heldUntil, token);
                    return verdicts.Count(verdict => verdict.Published);
                },
                cancellationToken
            );
            var exported = await ExportAsync(request, work, CancellationToken.None);
            await Retention.PruneAsync(runner, definition, plan.Requested, CancellationToken.None);
            span.End(
                status switch
                {
                    RunStatus.Blocked => "blocked",
                    RunStatus.Held => "held",
                    _ => "published",
                }
            );
            return new RunResult(run.Id, status, plan, verdicts, checks, exported, elapsed.Elapsed);
        }
        catch (Exception error)
        {
            await CloseAsync(run.Id, definition, error, cancellationToken.IsCancellationRequested);
            if (error is OperationCanceledException && cancellationToken.IsCancellationRequested)
            {
                span.End("cancelled");
                throw;
            }
            throw new RunFailedException(
                run.Id,
                $"Run {run.Id} of {definition.Name} failed: {error.Message} What was published before stands.",
                error
            );
        }
    }

    /// <summary>
    /// Writes the files of every published date that has none yet, and takes away those of dates that are not published any
    /// more: after a run, after a decision, and after a crash between the two.
    /// </summary>
    /// <returns>The dates whose files were written.</returns>
    public async Task<IReadOnlyList<DateOnly>> ExportPendingAsync(
        PipelineDefinition definition,
        string exportFolder,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(definition);
        await using var context = await operations.CreateDbContextAsync(cancellationToken);
        var pending = await context
            .Publications.AsNoTracking()
            .Where(publication => publication.Pipeline == definition.Name && publication.ExportedAt == null)
            .OrderBy(publication => publication.Date)
            .ToListAsync(cancellationToken);
        var sideBySide = new ParallelOptions
        {
            MaxDegreeOfParallelism = DatesExportedAtOnce,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(
            pending,
            sideBySide,
            async (publication, token) => await ExportDateAsync(definition, publication, exportFolder, token)
        );
        var withdrawn = await context
            .PublicationEvents.Where(change => change.Pipeline == definition.Name && change.RunId == null)
            .Where(change =>
                !context.Publications.Any(row => row.Pipeline == change.Pipeline && row.Date == change.Date)
            )
            .Select(change => change.Date)
            .Distinct()
            .ToListAsync(cancellationToken);
        foreach (var date in withdrawn)
            await ExportWriter.RemoveAsync(FolderOf(exportFolder, definition, date), cancellationToken);
        return [.. pending.Select(publication => publication.Date)];
    }

    private async Task ExportDateAsync(
        PipelineDefinition definition,
        Publication publication,
        string exportFolder,
        CancellationToken cancellationToken
    )
    {
        await exports.WriteAsync(
            definition,
            publication.Date,
            FolderOf(exportFolder, definition, publication.Date),
            cancellationToken
        );
        await using var note = runner.CreateCommand(
            """
            update ops.pointers set exported_at = $1
            where pipeline = $2 and date = $3 and waiver_id = $4 and run_id = $5
            """
        );
        note.Parameters.Add(new() { Value = clock.GetUtcNow() });
        note.Parameters.Add(new() { Value = definition.Name });
        note.Parameters.Add(new() { Value = publication.Date });
        note.Parameters.Add(new() { Value = publication.WaiverId });
        note.Parameters.Add(new() { Value = publication.RunId });
        await note.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The folder of a date's files under the export folder.</summary>
    public static string FolderOf(string exportFolder, PipelineDefinition definition, DateOnly date)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return Path.Combine(exportFolder, definition.Name, $"{date:yyyy-MM-dd}");
    }

    /// <summary>
    /// A plan whose every date is locked and that was made after the locks were had: another run may have built, or a
    /// landing changed, something while this one waited.
    /// </summary>
    private async Task<RunPlan> PlanUnderLocksAsync(
        RunRequest request,
        RunLocks locks,
        IProgress<RunProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            progress?.Report(
                new RunProgress(
                    0,
                    "lock",
                    "waiting for other runs",
                    request.Range,
                    RunStepState.Waiting,
                    0,
                    TimeSpan.Zero,
                    0,
                    0
                )
            );
            await locks.HoldFilesAsync(request.Definition.Name, cancellationToken);
            var (first, _) = await PlanAsync(request, cancellationToken);
            var locked = await locks.HoldDatesAsync(first, cancellationToken);
            var (second, _) = await PlanAsync(request, cancellationToken);
            if (
                locked.IsSupersetOf(second.ReplacedDates)
                && locked.IsSupersetOf(second.Dates)
                && (first.RefreshesWholeTables || !second.RefreshesWholeTables)
            )
                return second;
            await locks.ReleaseAsync(cancellationToken);
        }
    }

    private async Task<Run> StartAsync(RunRequest request, RunPlan plan, CancellationToken cancellationToken)
    {
        await DefinitionArchive.KeepAsync(runner, request.Definition, clock, cancellationToken);
        await using var context = await operations.CreateDbContextAsync(cancellationToken);
        var run = new Run
        {
            Pipeline = request.Definition.Name,
            FromDate = request.Range.From,
            ToDate = request.Range.To,
            Status = RunStatus.Running,
            Trigger = request.Trigger,
            RequestedBy = request.RequestedBy,
            StartedAt = clock.GetUtcNow().UtcDateTime,
            DefinitionVersion = request.Definition.Version,
            FiguresVersion = Freshness.FiguresVersion(request.Definition),
            AsOfSeq = plan.AsOfSeq,
        };
        context.Runs.Add(run);
        await context.SaveChangesAsync(cancellationToken);
        return run;
    }

    /// <summary>Ids of the landed files that hold rows of a range, so that SQL opens no other partition.</summary>
    internal async Task<RunFiles> FilesAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        await using var context = await operations.CreateDbContextAsync(cancellationToken);
        var first = plan
            .Builds.SelectMany(build => build.Ranges)
            .Select(range => range.From)
            .DefaultIfEmpty(plan.Requested.From)
            .Min();
        var rows = await (
            from date in context.SourceFileDates.AsNoTracking()
            join file in context.SourceFiles.AsNoTracking() on date.FileId equals file.Id
            where file.Pipeline == plan.Definition.Name && file.ReplacedAt == null
            where date.BusinessDate >= first && date.BusinessDate <= plan.Requested.To
            select new { date.FileId, date.BusinessDate }
        ).ToListAsync(cancellationToken);
        return new RunFiles(rows.Select(row => (row.FileId, row.BusinessDate)));
    }

    private async Task<IReadOnlyList<DateOnly>> ExportAsync(
        RunRequest request,
        RunWork work,
        CancellationToken cancellationToken
    )
    {
        if (request.ExportFolder is not { } folder)
            return [];
        IReadOnlyList<DateOnly> exported = [];
        try
        {
            await work.TrackAsync(
                "export",
                request.Definition.Name,
                null,
                async token =>
                {
                    exported = await ExportPendingAsync(request.Definition, folder, token);
                    return exported.Count;
                },
                cancellationToken
            );
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or PublishingException)
        {
            // The figures are published; only files are missing, and the next run or start writes them.
            log.LogError(
                error,
                "Published, but the export files could not be written; they will be written by the next run"
            );
        }
        return exported;
    }

    private async Task CloseAsync(long runId, PipelineDefinition definition, Exception error, bool cancelled)
    {
        try
        {
            await using var connection = await runner.OpenConnectionAsync(CancellationToken.None);
            await RunRecovery.DropRowsAsync(connection, definition, runId, CancellationToken.None);
            await using var context = await operations.CreateDbContextAsync(CancellationToken.None);
            await context
                .Runs.Where(run => run.Id == runId && run.Status == RunStatus.Running)
                .ExecuteUpdateAsync(update =>
                    update
                        .SetProperty(run => run.Status, cancelled ? RunStatus.Cancelled : RunStatus.Failed)
                        .SetProperty(run => run.FinishedAt, clock.GetUtcNow().UtcDateTime)
                        .SetProperty(run => run.Error, cancelled ? "Stopped by a person." : error.Message)
                );
        }
        catch (Exception inner) when (inner is NpgsqlException or InvalidOperationException or TimeoutException)
        {
            log.LogError(inner, "Run {Run} could not be closed; the next start closes it", runId);
        }
    }

    private static RunResult NoData(RunPlan plan, TimeSpan elapsed) =>
        new(
            0,
            RunStatus.NoData,
            plan,
            [.. plan.EmptyDates.Select(date => new RunDate { Date = date, Verdict = Verdict.NoData })],
            [],
            [],
            elapsed
        );
}
