namespace RetailRocket.Web.Features.Quality;

/// <summary>What the quality pages read of <c>ops</c>. A run counts once it has judged its dates.</summary>
internal static class QualitySql
{
    /// <summary>Per date of a range: the last run, the published run, and by <c>@published</c> the one of them shown.</summary>
    private const string Days = """
        latest as (
            select distinct on (run_dates.date) run_dates.date, run_dates.run_id, run_dates.verdict
            from ops.run_dates
            join ops.runs on runs.id = run_dates.run_id
            where runs.pipeline = @pipeline and run_dates.date between @from and @to
            order by run_dates.date, run_dates.run_id desc
        ),
        published as (
            select date, run_id
            from ops.publications
            where pipeline = @pipeline and date between @from and @to
        ),
        landed as (
            select distinct business_date as date
            from ops.source_dates
            where pipeline = @pipeline and rows + rejected > 0 and business_date between @from and @to
        ),
        days as (
            select
                date,
                case when @published then published.run_id else latest.run_id end as shown_run,
                latest.run_id as latest_run,
                latest.verdict as latest_verdict,
                published.run_id as published_run
            from latest
            full join published using (date)
            full join landed using (date)
        )
        """;

    public const string Grid = $"""
        with {Days}
        select
            days.date,
            days.shown_run,
            shown.verdict,
            days.latest_run,
            days.latest_verdict,
            days.published_run,
            coalesce(shown.passed, 0) as passed,
            coalesce(shown.warned, 0) as warned,
            coalesce(shown.failed, 0) as failed
        from days
        left join ops.run_dates as shown on shown.run_id = days.shown_run and shown.date = days.date
        order by days.date
        """;

    public const string Cells = $"""
        with {Days}
        select
            results.check_name,
            results.phase,
            results.severity,
            results.date,
            results.verdict,
            results.failed_rows
        from days
        join ops.check_results as results on results.run_id = days.shown_run and results.date = days.date
        order by results.check_name, results.date
        """;

    /// <summary>A date without data is no result: it neither fails nor makes the verdict change.</summary>
    public const string Statistics = $"""
        with {Days},
        results as (
            select
                results.check_name,
                results.date,
                results.verdict in ('Fail', 'Warn') as is_broken,
                lag(results.verdict) over of_check is distinct from results.verdict
                    and lag(results.verdict) over of_check is not null as has_changed,
                count(*) over (partition by results.check_name order by results.date desc) as place
            from days
            join ops.check_results as results on results.run_id = days.shown_run and results.date = days.date
            where results.verdict <> 'NoData' and (@check = '' or results.check_name = @check)
            window of_check as (partition by results.check_name order by results.date)
        )
        select
            check_name,
            min(date) filter (where is_broken) as first_failure,
            max(date) filter (where is_broken) as last_failure,
            max(date) - max(date) filter (where is_broken) as days_since,
            (count(*) filter (where is_broken))::int as failures,
            (count(*) filter (where has_changed and place <= 28))::int as flaps,
            count(*)::int as judged
        from results
        group by check_name
        order by check_name
        """;

    public const string Running = """
        select id, from_date, to_date
        from ops.runs
        where pipeline = @pipeline and status = 'Running' and from_date <= @to and to_date >= @from
        order by id
        """;

    private const string Outcome = """
            results.date,
            results.run_id,
            results.verdict,
            results.observed,
            results.threshold,
            results.is_pass_rate,
            results.failed_rows,
            results.duration_ms,
            results.checked_at
        """;

    public const string History = $"""
        with {Days}
        select {Outcome}, results.run_id is not distinct from days.published_run
        from days
        join ops.check_results as results
            on results.run_id = days.shown_run and results.date = days.date and results.check_name = @check
        order by results.date desc
        """;

    private const string File = """
            results.date,
            results.check_name,
            results.phase as gate,
            results.severity,
            results.run_id,
            upper(regexp_replace(results.verdict, '([a-z])([A-Z])', '\1 \2')) as verdict,
            results.observed,
            results.threshold,
            results.is_pass_rate,
            results.failed_rows,
            results.duration_ms,
            results.checked_at
        """;

    public const string GridFile = $"""
        with {Days}
        select {File}
        from days
        join ops.check_results as results on results.run_id = days.shown_run and results.date = days.date
        where not @problems or results.check_name in (
            select found.check_name
            from days
            join ops.check_results as found on found.run_id = days.shown_run and found.date = days.date
            where found.verdict in ('Fail', 'Warn')
        )
        order by results.check_name, results.date
        """;

    public const string HistoryFile = $"""
        with {Days}
        select {File}
        from days
        join ops.check_results as results
            on results.run_id = days.shown_run and results.date = days.date and results.check_name = @check
        order by results.date desc
        """;

    public const string OfDate = $"""
        select {Outcome}, publications.run_id is not null
        from ops.check_results as results
        join ops.run_dates as judged on judged.run_id = results.run_id and judged.date = results.date
        left join ops.publications
            on publications.pipeline = results.pipeline
            and publications.date = results.date
            and publications.run_id = results.run_id
        where results.pipeline = @pipeline and results.check_name = @check and results.date = @date
        order by results.run_id desc
        """;

    public const string Samples = """
        select samples::text
        from ops.check_results
        where run_id = @run and date = @date and check_name = @check and pipeline = @pipeline
        """;
}
