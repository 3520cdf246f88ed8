using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Npgsql;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Landing.Tables;
using RetailRocket.Pipeline.Telemetry;

namespace RetailRocket.Pipeline.Landing;

/// <summary>Loads the files of a folder into the raw tables of a pipeline.</summary>
/// <param name="runner">Connections that may write the pipeline's schema, whose raw tables they own.</param>
/// <param name="clock">Dates the ledger and measures rates.</param>
/// <param name="log">Receives one line a file: its name and counts, never its content.</param>
public sealed class SourceLander(NpgsqlDataSource runner, TimeProvider clock, ILogger<SourceLander> log)
{
    /// <summary>Statistics of a whole raw table are taken anew when this part of its rows is new.</summary>
    private const double NewShareToAnalyzeAll = 0.1;

    /// <summary>
    /// Loads every new or changed file of <paramref name="folder"/>, each in a transaction of its own. Landings of one
    /// pipeline queue. When a file fails, files loaded before it stay, those being loaded are taken back
    /// and the others are not started.
    /// </summary>
    /// <exception cref="SourceException">The folder or a file cannot be loaded; the message says what to do.</exception>
    /// <exception cref="NpgsqlException">The database failed; the file that was being loaded is as it was before.</exception>
    public async Task<LandingReport> LandAsync(
        PipelineDefinition pipeline,
        string folder,
        LandingOptions options,
        IProgress<LandingProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(options);
        using var span = PipelineTelemetry.Landing(pipeline);
        await using var connection = await runner.OpenConnectionAsync(cancellationToken);
        await using var landingLock = await LandingLock.TakeAsync(connection, pipeline.Name, cancellationToken);
        var started = clock.GetTimestamp();
        var ledger = new FileLedger(connection, pipeline.Name);
        var landed = await ledger.CurrentFilesAsync(cancellationToken);
        var plan = await PlanAsync(pipeline, folder, options, landed, cancellationToken);
        foreach (var source in plan.Load.Select(item => item.File.Source).Distinct())
            await new RawTable(pipeline, source).CheckAsync(connection, cancellationToken);

        var files = await LoadAsync(pipeline, plan, options, progress, cancellationToken);
        foreach (var (file, known) in plan.Unchanged)
        {
            await ledger.SeenAsync(known.Id, file, cancellationToken);
            files.Add(Unchanged(file, known));
        }
        span.End("ok");
        return new LandingReport
        {
            Files = Ordered(pipeline, files, file => file.Source, file => file.Name),
            Absent = plan.Absent,
            Warnings = Warnings(files.Select(file => (file.Source, file.Name, file.Rows, file.Rejected))),
            Elapsed = clock.GetElapsedTime(started),
        };
    }

    /// <summary>Reads the new and changed files as <see cref="LandAsync"/> would, and changes nothing.</summary>
    /// <exception cref="SourceException">The folder or a file could not be loaded.</exception>
    public async Task<LandingPreview> PreviewAsync(
        PipelineDefinition pipeline,
        string folder,
        LandingOptions options,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(options);
        await using var connection = await runner.OpenConnectionAsync(cancellationToken);
        var landed = await new FileLedger(connection, pipeline.Name).CurrentFilesAsync(cancellationToken);
        var plan = await PlanAsync(pipeline, folder, options, landed, cancellationToken);
        var changes = new LandingChanges(pipeline, connection);
        var files = plan
            .Unchanged.Select(item => new PreviewedFile(
                item.File.Source.Name,
                item.File.Name,
                item.File.Path,
                LandedFileStatus.Unchanged,
                item.File.Bytes,
                item.Landed.Rows,
                item.Landed.Rejected,
                item.Landed.Undated
            ))
            .ToList();
        foreach (var (file, previous) in plan.Load)
            files.Add(await changes.AddAsync(file, previous, options.MaxRecordBytes, cancellationToken));
        return new LandingPreview
        {
            Files = Ordered(pipeline, files, file => file.Source, file => file.Name),
            Absent = plan.Absent,
            Sources = changes.Sources(),
            Warnings = Warnings(files.Select(file => (file.Source, file.Name, file.Rows, file.Rejected))),
        };
    }

    /// <summary>Reading files blocks, so it never runs on the thread of a caller that waits for it.</summary>
    private static Task<LandingPlan> PlanAsync(
        PipelineDefinition pipeline,
        string folder,
        LandingOptions options,
        IReadOnlyList<LedgerFile> landed,
        CancellationToken ct
    ) => Task.Run(() => LandingPlan.Make(pipeline, folder, options, landed, ct), ct);

    private async Task<List<LandedFile>> LoadAsync(
        PipelineDefinition pipeline,
        LandingPlan plan,
        LandingOptions options,
        IProgress<LandingProgress>? progress,
        CancellationToken ct
    )
    {
        var meter = new LandingMeter(progress, plan.Load.Sum(item => item.File.Bytes), clock);
        var loaded = new ConcurrentBag<LandedFile>();
        var left = new ConcurrentDictionary<string, int>(plan.Load.CountBy(item => item.File.Source.Name));
        // While a file commits, which waits for the disk, the next one is loaded, on one connection more.
        using var turns = new SemaphoreSlim(options.Connections);
        var sideBySide = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.Connections + 1,
            CancellationToken = ct,
        };
        await Parallel.ForEachAsync(
            plan.Load,
            sideBySide,
            async (item, token) =>
            {
                using var turn = await LoadTurn.TakeAsync(turns, token);
                using var span = PipelineTelemetry.File(pipeline, item.File.Source.Name);
                await using var connection = await runner.OpenConnectionAsync(token);
                var load = new FileLoad(pipeline, item.File, options, clock);
                var file = await load.RunAsync(connection, item.Previous, meter, turn, token);
                span.End("ok", file.Rows, file.Rejected);
                loaded.Add(file);
                log.LogInformation(
                    "{Pipeline}: {Status} {File} of source {Source}: {Rows} rows, {Rejected} rejected, {Seconds:F2} s",
                    pipeline.Name,
                    file.Status,
                    file.Name,
                    file.Source,
                    file.Rows,
                    file.Rejected,
                    file.Elapsed.TotalSeconds
                );
                // Not at the end: other sources may still be loading, and leave time for it.
                if (left.AddOrUpdate(item.File.Source.Name, 0, (_, files) => files - 1) == 0)
                    await AnalyzeAsync(connection, pipeline, item.File.Source, loaded, token);
            }
        );
        if (plan.Load.Count > 0)
            meter.Finish(plan.Load[0].File.Name);
        return [.. loaded];
    }

    /// <summary>
    /// Gives the planner statistics of a source whose files are all loaded: of the new partitions when they are a small part of
    /// their table, so that a day costs the day, and otherwise of the whole table, which PostgreSQL never does by itself for a
    /// partitioned one.
    /// </summary>
    private static async Task AnalyzeAsync(
        NpgsqlConnection connection,
        PipelineDefinition pipeline,
        SourceDefinition source,
        IEnumerable<LandedFile> loaded,
        CancellationToken ct
    )
    {
        var files = loaded.Where(file => file.Source == source.Name && file.Rows > 0).ToList();
        if (files.Count == 0)
            return;
        var table = new RawTable(pipeline, source);
        var current = await new FileLedger(connection, pipeline.Name).CurrentFilesAsync(ct);
        var allRows = current.Where(file => file.Source == source.Name).Sum(file => file.Rows);
        if (files.Sum(file => file.Rows) >= allRows * NewShareToAnalyzeAll)
            await table.AnalyzeAsync(connection, null, ct);
        else
            foreach (var file in files)
                await table.AnalyzeAsync(connection, file.FileId, ct);
    }

    private static LandedFile Unchanged(SourceFile file, LedgerFile landed) =>
        new()
        {
            Source = landed.Source,
            Name = landed.Name,
            Path = file.Path,
            Status = LandedFileStatus.Unchanged,
            FileId = landed.Id,
            Rows = landed.Rows,
            Rejected = landed.Rejected,
            Undated = landed.Undated,
            Bytes = landed.Bytes,
            Elapsed = TimeSpan.Zero,
            FirstDate = landed.FirstDate,
            LastDate = landed.LastDate,
        };

    private static List<T> Ordered<T>(
        PipelineDefinition pipeline,
        IEnumerable<T> files,
        Func<T, string> source,
        Func<T, string> name
    )
    {
        var place = pipeline.Sources.Index().ToDictionary(item => item.Item.Name, item => item.Index);
        return [.. files.OrderBy(file => place[source(file)]).ThenBy(name, StringComparer.Ordinal)];
    }

    private static List<string> Warnings(IEnumerable<(string Source, string Name, long Rows, long Rejected)> files) =>
        [
            .. files
                .Where(file => file.Rows == 0)
                .OrderBy(file => file.Name, StringComparer.Ordinal)
                .Select(file =>
                    file.Rejected == 0
                        ? $"{file.Name} of source {file.Source} has no rows."
                        : $"{file.Name} of source {file.Source} has no rows: all {file.Rejected} lines are in quarantine."
                ),
        ];
}
