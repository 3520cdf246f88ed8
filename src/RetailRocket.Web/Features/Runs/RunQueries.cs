using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Pipeline.Runs.Planning;
using RetailRocket.Web.Features.Quality;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Runs;

/// <summary>Reads runs, their steps and what became of their dates.</summary>
public sealed class RunQueries(
    Warehouse warehouse,
    PipelineCatalog catalog,
    DueDates due,
    HeldRuns heldRuns,
    RunDifferences differences,
    Access access
)
{
    /// <summary>Runs that the grid shows.</summary>
    public const int GridRuns = 30;

    private const string RunColumns = """
        runs.id, runs.pipeline, runs.from_date, runs.to_date, runs.status, runs.trigger, runs.requested_by,
        runs.started_at, runs.finished_at, runs.definition_version, runs.error,
        runs.held_until, runs.decided_by, runs.decided_at,
        dates.published, dates.held, dates.empty,
        (select count(*)::int from ops.publications where publications.run_id = runs.id) as visible
        """;

    private const string RunSource = """
        ops.runs
        cross join lateral (
            select
                (count(*) filter (where published))::int as published,
                (count(*) filter (where verdict = 'Fail'))::int as held,
                (count(*) filter (where verdict = 'NoData'))::int as empty
            from ops.run_dates
            where run_dates.run_id = runs.id
        ) as dates
        """;

    /// <summary>The last runs of a pipeline with their steps, and the dates that wait.</summary>
    /// <param name="status">Only runs that ended so; null for all.</param>
    public async Task<RunsModel> ReadAsync(string pipeline, RunStatus? status, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.Runs);
        var definition = catalog.Get(pipeline);
        var runs = await warehouse.Reader.ListAsync(
            $"""
            select {RunColumns}
            from {RunSource}
            where runs.pipeline = @pipeline and (@status::text is null or runs.status = @status)
            order by runs.id desc
            limit @limit
            """,
            ReadRun,
            cancellationToken,
            ("pipeline", pipeline),
            ("status", status?.ToString()),
            ("limit", GridRuns)
        );
        var all = await warehouse.Reader.ListAsync(
            "select count(*) from ops.runs where pipeline = @pipeline",
            row => row.GetInt64(0),
            cancellationToken,
            ("pipeline", pipeline)
        );
        return new RunsModel
        {
            Runs = runs,
            AllRuns = all[0],
            Cells = await CellsAsync([.. runs.Select(run => run.Id)], cancellationToken),
            Steps = StepsOf(definition),
            Due = Grouped(await due.ReadAsync(definition, cancellationToken)),
        };
    }

    /// <summary>A run; null when there is none of that number in the pipeline.</summary>
    public async Task<RunDetail?> FindAsync(string pipeline, long id, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.Runs);
        var runs = await warehouse.Reader.ListAsync(
            $"select {RunColumns} from {RunSource} where runs.id = @id and runs.pipeline = @pipeline",
            ReadRun,
            cancellationToken,
            ("id", id),
            ("pipeline", pipeline)
        );
        if (runs.Count == 0)
            return null;
        return new RunDetail
        {
            Run = runs[0],
            Steps = await StepsAsync(id, cancellationToken),
            Dates = await DatesAsync(pipeline, id, cancellationToken),
            Moves = await MovesAsync(pipeline, id, cancellationToken),
            IsDefinitionChanged = runs[0].DefinitionVersion != catalog.Get(pipeline).Version,
            Held = await HeldAsync(runs[0], cancellationToken),
        };
    }

    private async Task<HeldRun?> HeldAsync(RunRow run, CancellationToken cancellationToken)
    {
        if (run is not { Status: RunStatus.Held, HeldUntil: { } until })
            return null;
        try
        {
            var standing = await heldRuns.StandingAsync(run.Pipeline, run.Id, cancellationToken);
            return new HeldRun(
                until,
                standing.Published,
                standing.Superseded,
                await differences.ReadAsync(catalog.Get(run.Pipeline), run.Id, standing.Published, cancellationToken)
            );
        }
        catch (PublishingException)
        {
            // Its time is over, or somebody decided meanwhile.
            return null;
        }
    }

    private Task<IReadOnlyList<GridCell>> CellsAsync(long[] runs, CancellationToken cancellationToken) =>
        warehouse.Reader.ListAsync(
            """
            with steps as (
                select
                    run_id,
                    kind,
                    name,
                    sum(extract(epoch from finished_at - started_at))::double precision as seconds,
                    sum(rows)::bigint as rows,
                    bool_or(error is not null) as has_error
                from ops.run_steps
                where run_id = any(@runs)
                group by run_id, kind, name
            ),
            verdicts as (
                select
                    run_id,
                    check_name,
                    max(array_position(array['NoData', 'Pass', 'Warn', 'Fail'], verdict)) as worst
                from ops.check_results
                where run_id = any(@runs)
                group by run_id, check_name
            )
            select
                steps.run_id,
                steps.kind,
                steps.name,
                steps.seconds,
                steps.rows,
                steps.has_error,
                (array['NoData', 'Pass', 'Warn', 'Fail'])[verdicts.worst] as verdict
            from steps
            left join verdicts
                on steps.kind = 'check' and verdicts.run_id = steps.run_id and verdicts.check_name = steps.name
            order by steps.run_id, steps.kind, steps.name
            """,
            row => new GridCell(
                row.GetInt64(0),
                row.GetString(1),
                row.GetString(2),
                row.GetDouble(3),
                row.GetInt64(4),
                row.GetBoolean(5),
                row.Word<Verdict>(6)
            ),
            cancellationToken,
            ("runs", runs)
        );

    private Task<IReadOnlyList<RunStepRow>> StepsAsync(long run, CancellationToken cancellationToken) =>
        warehouse.Reader.ListAsync(
            """
            select kind, name, from_date, to_date, started_at, finished_at - started_at, rows, sql_version, error
            from ops.run_steps
            where run_id = @run
            order by started_at, id
            """,
            row => new RunStepRow(
                row.GetString(0),
                row.GetString(1),
                row.Maybe<DateOnly>(2),
                row.Maybe<DateOnly>(3),
                row.GetFieldValue<DateTimeOffset>(4),
                row.GetTimeSpan(5),
                row.GetInt64(6),
                row.GetString(7),
                row.Words(8)
            ),
            cancellationToken,
            ("run", run)
        );

    private Task<IReadOnlyList<RunDateRow>> DatesAsync(
        string pipeline,
        long run,
        CancellationToken cancellationToken
    ) =>
        warehouse.Reader.ListAsync(
            """
            select
                run_dates.date,
                run_dates.verdict,
                run_dates.published,
                run_dates.passed,
                run_dates.warned,
                run_dates.failed,
                present.run_id,
                present.run_id = @run and exists (
                    select
                    from ops.publication_events as change
                    where change.pipeline = @pipeline
                        and change.date = run_dates.date
                        and change.run_id = @run
                        and change.kind in ('publish', 'waive')
                        and change.previous_run_id is not null
                ) as can_roll_back,
                array(
                    select check_name
                    from ops.check_results as result
                    where result.run_id = @run
                        and result.date = run_dates.date
                        and result.verdict in ('Fail', 'Warn')
                    order by result.verdict, result.check_name
                ) as findings
            from ops.run_dates
            left join ops.publications as present
                on present.pipeline = @pipeline and present.date = run_dates.date
            where run_dates.run_id = @run
            order by run_dates.date desc
            """,
            row => new RunDateRow(
                row.GetFieldValue<DateOnly>(0),
                Enum.Parse<Verdict>(row.GetString(1)),
                row.GetBoolean(2),
                row.GetInt32(3),
                row.GetInt32(4),
                row.GetInt32(5),
                row.Maybe<long>(6),
                row.Maybe<bool>(7) ?? false,
                row.GetFieldValue<string[]>(8)
            ),
            cancellationToken,
            ("pipeline", pipeline),
            ("run", run)
        );

    private Task<IReadOnlyList<PointerMove>> MovesAsync(
        string pipeline,
        long run,
        CancellationToken cancellationToken
    ) =>
        warehouse.Reader.ListAsync(
            """
            select at, by, kind, min(date), max(date), count(*)::int
            from ops.publication_events
            where pipeline = @pipeline and run_id = @run
            group by at, by, kind
            order by at
            """,
            row => new PointerMove(
                row.GetFieldValue<DateTimeOffset>(0),
                row.GetString(1),
                row.GetString(2),
                row.GetFieldValue<DateOnly>(3),
                row.GetFieldValue<DateOnly>(4),
                row.GetInt32(5)
            ),
            cancellationToken,
            ("pipeline", pipeline),
            ("run", run)
        );

    private static IReadOnlyList<GridStep> StepsOf(PipelineDefinition definition) =>
        [
            .. definition.Models.Select(model => new GridStep("model", model.Table, model.Layer.ToString())),
            .. definition.Checks.Select(check => new GridStep("check", check.Name, "Check")),
            new GridStep("publish", definition.Name, "Publish"),
            new GridStep("export", definition.Name, "Publish"),
        ];

    private static IReadOnlyList<DueGroup> Grouped(IReadOnlyList<DueDate> dates)
    {
        var groups = new List<DueGroup>();
        foreach (var (date, cause) in dates)
        {
            if (groups.Count > 0 && groups[^1].Cause == cause && groups[^1].To.AddDays(1) == date)
                groups[^1] = groups[^1] with { To = date, Dates = groups[^1].Dates + 1 };
            else
                groups.Add(new DueGroup(date, date, 1, cause));
        }
        return groups;
    }

    private static RunRow ReadRun(Npgsql.NpgsqlDataReader row) =>
        new()
        {
            Id = row.GetInt64(0),
            Pipeline = row.GetString(1),
            From = row.GetFieldValue<DateOnly>(2),
            To = row.GetFieldValue<DateOnly>(3),
            Status = Enum.Parse<RunStatus>(row.GetString(4)),
            Trigger = row.GetString(5),
            RequestedBy = row.GetString(6),
            StartedAt = row.GetFieldValue<DateTimeOffset>(7),
            FinishedAt = row.Maybe<DateTimeOffset>(8),
            DefinitionVersion = row.GetString(9),
            Error = row.Words(10),
            HeldUntil = row.Maybe<DateTimeOffset>(11),
            DecidedBy = row.Words(12),
            DecidedAt = row.Maybe<DateTimeOffset>(13),
            Published = row.GetInt32(14),
            Held = row.GetInt32(15),
            Empty = row.GetInt32(16),
            Visible = row.GetInt32(17),
        };
}
