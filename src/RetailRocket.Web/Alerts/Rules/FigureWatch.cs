using RetailRocket.Pipeline.Database;
using RetailRocket.Web.Features;

namespace RetailRocket.Web.Alerts.Rules;

/// <summary>
/// A published figure against the same weekday of the eight weeks before: usual is median ± spread × MAD, and never closer
/// than the rule's floor. Median and MAD (the median absolute deviation from the median) are not moved by the few bad days
/// that such a history holds (Hampel, "The influence curve and its role in robust estimation", 1974).
/// </summary>
internal sealed class FigureWatch(Warehouse warehouse) : IWatch
{
    /// <summary>Weeks of history.</summary>
    public const int Weeks = 8;

    /// <summary>Fewer weekdays than these make no range.</summary>
    private const int LeastPoints = 4;

    /// <summary>Dates up to the newest that a run may still raise an alert about; a back-fill of the past raises none.</summary>
    private const int RecentDays = 7;

    public AlertKind Kind => AlertKind.Figure;

    public async Task<IReadOnlyList<Finding>?> ReadAsync(WatchAsk ask, CancellationToken cancellationToken)
    {
        var (definition, rule) = (ask.Definition, ask.Rule);
        // The pipeline may have lost the table or the column since: then the rule says nothing, and its page says so.
        if (FigureChoice.Of(definition).FirstOrDefault(rule.IsAbout) is not { } choice)
            return null;
        var (date, figure) = (SqlName.Quote(choice.DateColumn), SqlName.Quote(choice.Column));
        var days = await warehouse.Reader.ListAsync(
            $"""
            with newest as (
                select max(date) as day from ops.publications where pipeline = @pipeline
            ),
            figures as (
                select {date} as day, {figure}::double precision as value
                from published.{SqlName.Quote(rule.Table)}, newest
                where {date} > newest.day - @recent - 7 * @weeks and {date} <= newest.day and {figure} is not null
            ),
            judged as (
                select figures.day, figures.value, publications.run_id
                from newest
                join figures on figures.day > newest.day - @recent
                join ops.publications on publications.date = figures.day and publications.pipeline = @pipeline
            ),
            history as (
                select judged.day, earlier.value
                from judged
                join figures as earlier
                    on earlier.day < judged.day
                    and earlier.day >= judged.day - 7 * @weeks
                    and (judged.day - earlier.day) % 7 = 0
            ),
            medians as (
                select day, count(*) as points, percentile_cont(0.5) within group (order by value) as median
                from history
                group by day
            ),
            deviations as (
                select medians.day, percentile_cont(0.5) within group (order by abs(history.value - medians.median)) as mad
                from medians
                join history using (day)
                group by medians.day
            ),
            ranges as (
                select
                    day, points, median, mad,
                    greatest(@spread * mad, @floor * abs(median)) as distance
                from medians
                join deviations using (day)
            )
            select
                judged.day,
                judged.run_id,
                judged.value::numeric,
                ranges.points::int,
                ranges.median::numeric,
                ranges.mad::numeric,
                (ranges.median - ranges.distance)::numeric as low,
                (ranges.median + ranges.distance)::numeric as high,
                (judged.value > ranges.median + ranges.distance)::int
                    - (judged.value < ranges.median - ranges.distance)::int as side
            from judged
            join ranges using (day)
            where ranges.points >= @least_points
            order by judged.day
            """,
            row => new
            {
                Run = row.GetInt64(1),
                Side = row.GetInt32(8),
                Facts = new Facts(FactKind.FigureUsual)
                {
                    Date = row.GetFieldValue<DateOnly>(0),
                    Column = rule.Column,
                    Value = row.GetDecimal(2),
                    Points = row.GetInt32(3),
                    Median = row.GetDecimal(4),
                    Mad = row.GetDecimal(5),
                    Low = row.GetDecimal(6),
                    High = row.GetDecimal(7),
                    Spread = rule.Spread,
                },
            },
            cancellationToken,
            ("pipeline", definition.Name),
            ("recent", RecentDays),
            ("weeks", Weeks),
            ("spread", (double)rule.Spread),
            ("floor", (double)rule.Floor),
            ("least_points", LeastPoints)
        );
        return
        [
            .. days.Where((day, index) => index == days.Count - 1 || ask.NewRuns.Contains(day.Run))
                .Select(day => new Finding(
                    rule.Column,
                    day.Side != 0,
                    day.Run,
                    day.Facts with
                    {
                        Kind =
                            day.Side < 0 ? FactKind.FigureLow
                            : day.Side > 0 ? FactKind.FigureHigh
                            : FactKind.FigureUsual,
                    }
                )),
        ];
    }
}
