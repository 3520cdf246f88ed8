using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Quality;
using RetailRocket.Pipeline.Runs.Planning;
using RetailRocket.Pipeline.Telemetry;

namespace RetailRocket.Pipeline.Runs;

/// <summary>The steps of one run between planning and publishing: models and checks, side by side where they may be.</summary>
internal sealed class RunWork(
    long runId,
    RunRequest request,
    RunPlan plan,
    ModelBuilder models,
    NpgsqlDataSource runner,
    TimeProvider clock,
    IProgress<RunProgress>? progress
)
{
    private readonly CheckRunner checks = new(runner);
    private readonly List<CheckOutcome> outcomes = [];
    private readonly Lock gate = new();
    private int done;
    private int total;

    /// <param name="files">Landed files by date.</param>
    /// <param name="times">What steps are expected to take.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    public async Task<IReadOnlyList<CheckOutcome>> BuildAndCheckAsync(
        RunFiles files,
        StepTimes times,
        CancellationToken cancellationToken
    )
    {
        var graph = Graph(files, times);
        total = graph.Count + 2; // and publish and export
        await StepGraph.RunAsync(graph, request.Workers, cancellationToken);
        await SaveChecksAsync(cancellationToken);
        return outcomes;
    }

    /// <summary>Does a piece of work as a step of the run: timed, reported, and kept in its history.</summary>
    public async Task TrackAsync(
        string kind,
        string name,
        DateRange? range,
        Func<CancellationToken, Task<long>> work,
        CancellationToken cancellationToken,
        string sqlVersion = ""
    )
    {
        var started = clock.GetUtcNow().UtcDateTime;
        var stopwatch = Stopwatch.StartNew();
        using var span = PipelineTelemetry.Step(plan.Definition, kind, name, range);
        span.Belongs(runId);
        Report(RunStepState.Started, 0);
        try
        {
            var rows = await work(cancellationToken);
            span.End("ok", rows);
            Interlocked.Increment(ref done);
            await SaveStepAsync(rows, null);
            Report(RunStepState.Finished, rows);
        }
        catch (Exception error)
        {
            Report(RunStepState.Failed, 0);
            if (error is OperationCanceledException)
                span.End("cancelled");
            else
                await TrySaveFailureAsync(error);
            throw;
        }

        void Report(RunStepState state, long rows) =>
            progress?.Report(
                new RunProgress(
                    runId,
                    kind,
                    name,
                    range,
                    state,
                    rows,
                    stopwatch.Elapsed,
                    Volatile.Read(ref done),
                    total
                )
            );

        async Task TrySaveFailureAsync(Exception error)
        {
            try
            {
                await SaveStepAsync(0, error.Message);
            }
            catch (Exception inner) when (inner is NpgsqlException or InvalidOperationException)
            {
                // The server is gone; the error that is on its way says so.
            }
        }

        async Task SaveStepAsync(long rows, string? error)
        {
            await using var insert = runner.CreateCommand(
                """
                insert into ops.run_steps (
                    run_id, kind, name, from_date, to_date, started_at, finished_at, rows, sql_version, error
                ) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                """
            );
            var parameters = insert.Parameters;
            parameters.Add(new() { Value = runId });
            parameters.Add(new() { Value = kind });
            parameters.Add(new() { Value = name });
            parameters.Add(new() { Value = (object?)range?.From ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date });
            parameters.Add(new() { Value = (object?)range?.To ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date });
            parameters.Add(new() { Value = started });
            parameters.Add(new() { Value = clock.GetUtcNow().UtcDateTime });
            parameters.Add(new() { Value = rows });
            parameters.Add(new() { Value = sqlVersion });
            parameters.Add(new() { Value = (object?)error ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
            await insert.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    private List<GraphStep> Graph(RunFiles files, StepTimes times)
    {
        var building = plan.Builds.Select(build => build.Model.Table).ToHashSet();
        var graph = new List<GraphStep>();
        foreach (var build in plan.Builds)
        {
            var after = build.Model.Inputs.Where(building.Contains).ToList();
            var table = build.Model.Table;
            graph.Add(new GraphStep(table, after, times.Of(table), token => BuildAsync(build, files, token)));
        }
        // A check starts when what it reads is there, whatever its phase: the phase says what it may read.
        foreach (var check in plan.Definition.Checks)
        {
            var after = check.Inputs.Append(check.Of).OfType<string>().Where(building.Contains).Distinct().ToList();
            var name = $"{check.Phase}/{check.Name}";
            graph.Add(new GraphStep(name, after, times.Of(check.Name), token => CheckAsync(check, files, token)));
        }
        return graph;
    }

    private async Task BuildAsync(ModelBuild build, RunFiles files, CancellationToken cancellationToken)
    {
        IReadOnlyList<DateRange> ranges = build.Ranges.Count > 0 ? build.Ranges : [plan.Requested];
        foreach (var range in ranges)
        {
            await TrackAsync(
                "model",
                build.Model.Table,
                range,
                token =>
                    models.BuildAsync(
                        build.Model,
                        new SqlParameters(plan.Definition, range, files.Of(range), runId),
                        plan.AsOfSeq,
                        token
                    ),
                cancellationToken,
                build.Model.Version
            );
        }
    }

    private Task CheckAsync(CheckDefinition check, RunFiles files, CancellationToken cancellationToken) =>
        TrackAsync(
            "check",
            check.Name,
            plan.Requested,
            async token =>
            {
                var parameters = new SqlParameters(plan.Definition, plan.Requested, files.Of(plan.Requested), runId);
                var found = await checks.RunAsync(check, plan, parameters, token);
                lock (gate)
                    outcomes.AddRange(found);
                return found.Sum(outcome => outcome.FailedRows);
            },
            cancellationToken,
            check.Sql.Sha256
        );

    /// <summary>All outcomes at once, passes included, by COPY: a back-fill of many dates has thousands.</summary>
    private async Task SaveChecksAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var connection = await runner.OpenConnectionAsync(cancellationToken);
        await using var copy = await connection.BeginBinaryImportAsync(
            """
            copy ops.check_results (
                run_id, pipeline, date, check_name, phase, severity, verdict, observed, threshold, is_pass_rate,
                failed_rows, duration_ms, sql_sha256, samples, checked_at
            ) from stdin (format binary)
            """,
            cancellationToken
        );
        foreach (
            var outcome in outcomes
                .OrderBy(outcome => outcome.Date)
                .ThenBy(outcome => outcome.Check.Phase)
                .ThenBy(outcome => outcome.Check.Name, StringComparer.Ordinal)
        )
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(runId, cancellationToken);
            await copy.WriteAsync(plan.Definition.Name, cancellationToken);
            await copy.WriteAsync(outcome.Date, cancellationToken);
            await copy.WriteAsync(outcome.Check.Name, cancellationToken);
            await copy.WriteAsync(outcome.Check.Phase.ToString(), cancellationToken);
            await copy.WriteAsync(outcome.Check.Severity.ToString(), cancellationToken);
            await copy.WriteAsync(outcome.Verdict.ToString(), cancellationToken);
            if (outcome.Observed is { } observed)
                await copy.WriteAsync(observed, cancellationToken);
            else
                await copy.WriteNullAsync(cancellationToken);
            await copy.WriteAsync(outcome.Check.PassRate ?? 0m, cancellationToken);
            await copy.WriteAsync(outcome.Check.PassRate is not null, cancellationToken);
            await copy.WriteAsync(outcome.FailedRows, cancellationToken);
            await copy.WriteAsync((int)outcome.Duration.TotalMilliseconds, cancellationToken);
            await copy.WriteAsync(outcome.Check.Sql.Sha256, cancellationToken);
            await copy.WriteAsync(outcome.Samples, NpgsqlDbType.Jsonb, cancellationToken);
            await copy.WriteAsync(now, NpgsqlDbType.TimestampTz, cancellationToken);
        }
        await copy.CompleteAsync(cancellationToken);
    }
}
