using System.Globalization;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Web.Features;

namespace RetailRocket.Web.Alerts.Rules;

/// <summary>Dates that a check holds back and, where the rule says so, dates that were published with a warning.</summary>
internal sealed class GateWatch(Warehouse warehouse) : IWatch
{
    public AlertKind Kind => AlertKind.Gate;

    public async Task<IReadOnlyList<Finding>?> ReadAsync(WatchAsk ask, CancellationToken cancellationToken) =>
        await warehouse.Reader.ListAsync(
            """
            with judged as (
                select distinct on (run_dates.date)
                    run_dates.date, run_dates.run_id, run_dates.verdict,
                    publications.run_id is not distinct from run_dates.run_id as is_published
                from ops.run_dates
                join ops.runs on runs.id = run_dates.run_id
                left join ops.publications
                    on publications.pipeline = runs.pipeline and publications.date = run_dates.date
                where runs.pipeline = @pipeline
                order by run_dates.date, run_dates.run_id desc
            ),
            standing as (
                select
                    *,
                    verdict = 'Fail' and not is_published as is_blocked,
                    verdict = 'Warn' and @warnings as is_warned
                from judged
            )
            select
                date, run_id, is_blocked, is_warned,
                array(
                    select check_name
                    from ops.check_results
                    where
                        check_results.run_id = standing.run_id
                        and check_results.date = standing.date
                        and check_results.verdict = standing.verdict
                        and standing.verdict <> 'Pass'
                    order by check_name
                ) as checks
            from standing
            where is_blocked or is_warned or to_char(date, 'YYYY-MM-DD') = any(@open)
            order by date
            """,
            row =>
            {
                var date = row.GetFieldValue<DateOnly>(0);
                var (run, blocked, warned) = (row.GetInt64(1), row.GetBoolean(2), row.GetBoolean(3));
                var kind =
                    blocked ? FactKind.DateBlocked
                    : warned ? FactKind.DateWarned
                    : FactKind.DateReleased;
                return new Finding(
                    date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    blocked || warned,
                    run,
                    new Facts(kind)
                    {
                        Date = date,
                        Names = row.GetFieldValue<string[]>(4),
                        Run = run,
                    }
                );
            },
            cancellationToken,
            ("pipeline", ask.Definition.Name),
            ("warnings", ask.Rule.IncludesWarnings),
            ("open", ask.OpenSubjects.ToArray())
        );
}
