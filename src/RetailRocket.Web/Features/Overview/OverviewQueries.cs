using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Pipeline.Runs.Planning;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Overview;

/// <summary>Reads the front page: is today's answer there, may one trust it, and what is it.</summary>
public sealed class OverviewQueries(
    Warehouse warehouse,
    PipelineCatalog catalog,
    PipelineStatusReader status,
    CertificateReader certificates,
    Access access
)
{
    private const int HistoryDays = 56;
    private const int RunsShown = 6;

    /// <summary>The answer for the last date of the view.</summary>
    public async Task<OverviewModel> ReadAsync(ViewState view, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        await access.DemandAsync(Feature.Overview);
        if (!view.HasDates)
            return new OverviewModel(null, null, [], [], [], await RunsAsync(view.Pipeline, cancellationToken));
        var definition = catalog.Get(view.Pipeline);
        var dates = await status.ReadAsync(definition, null, cancellationToken);
        var today = dates.FirstOrDefault(date => date.Date == view.To);
        return new OverviewModel(
            view.To,
            await certificates.FindAsync(definition, view.To, cancellationToken),
            today is null ? [] : Checks(definition, today, Verdict.Warn),
            [.. dates.Reverse().Select(date => Held(definition, date)).OfType<HeldDate>()],
            await FiguresAsync(view, cancellationToken),
            await RunsAsync(view.Pipeline, cancellationToken)
        );
    }

    private static HeldDate? Held(PipelineDefinition definition, DateStatus date)
    {
        HeldKind? kind =
            date.Verdict == Verdict.Fail && !IsWaived(date) ? HeldKind.Blocked
            : date.HeldRun is not null ? HeldKind.Waits
            : date.Stale?.Cause == StaleCause.Data ? HeldKind.StaleByData
            : date.Stale is not null ? HeldKind.StaleByDefinition
            : date.Verdict is null ? HeldKind.NotRun
            : null;
        return kind is { } reason
            ? new HeldDate(
                date.Date,
                reason,
                date.HeldRun ?? date.LastRun,
                date.PublishedRun,
                Checks(definition, date, Verdict.Fail),
                date.Stale?.Tables ?? []
            )
            : null;
    }

    // Two persons let its last run through.
    private static bool IsWaived(DateStatus date) => date.Waiver is not null && date.PublishedRun == date.LastRun;

    private static IReadOnlyList<HeldCheck> Checks(PipelineDefinition definition, DateStatus date, Verdict verdict) =>
        [
            .. date
                .Findings.Where(found => found.Verdict == verdict)
                .Select(found => new HeldCheck(
                    found.CheckName,
                    found.FailedRows,
                    Meanings.OfKnown(definition.Checks.FirstOrDefault(check => check.Name == found.CheckName)) ?? ""
                )),
        ];

    private async Task<IReadOnlyList<FigureHistory>> FiguresAsync(ViewState view, CancellationToken cancellationToken)
    {
        if (Headlines.Of(view.Pipeline) is not { } headlines)
            return [];
        // One row a figure: the eight weeks as an array in the order of their days, and what is computed over them.
        var parts = headlines.Figures.Select(figure =>
        {
            var column = SqlName.Quote(figure.Column);
            return $"""
                select
                    '{new SqlName(figure.Column).Value}' as figure,
                    (max({column}) filter (where days.day = @date))::numeric as value,
                    (max({column}) filter (where days.day = @date - 7))::numeric as week_before,
                    min({column})::numeric as least,
                    max({column})::numeric as greatest,
                    array_agg({column}::numeric order by days.day) as history
                from days
                left join published.{SqlName.Quote(headlines.Table)} as figures
                    on figures.{SqlName.Quote(headlines.DateColumn)} = days.day
                """;
        });
        return await warehouse.Reader.ListAsync(
            $"""
            with days as (
                select generate_series(@date - @before, @date, interval '1 day')::date as day
            )
            {string.Join("\nunion all\n", parts)}
            """,
            row => new FigureHistory(
                row.GetString(0),
                row.Maybe<decimal>(1),
                row.Maybe<decimal>(2),
                row.Maybe<decimal>(3),
                row.Maybe<decimal>(4),
                row.GetFieldValue<decimal?[]>(5)
            ),
            cancellationToken,
            ("date", view.To),
            ("before", HistoryDays - 1)
        );
    }

    private Task<IReadOnlyList<RunLine>> RunsAsync(string pipeline, CancellationToken cancellationToken) =>
        warehouse.Reader.ListAsync(
            """
            select id, from_date, to_date, status, trigger, requested_by, started_at, finished_at
            from ops.runs
            where pipeline = @pipeline
            order by id desc
            limit @limit
            """,
            row => new RunLine(
                row.GetInt64(0),
                row.GetFieldValue<DateOnly>(1),
                row.GetFieldValue<DateOnly>(2),
                Enum.Parse<RunStatus>(row.GetString(3)),
                row.GetString(4),
                row.GetString(5),
                row.GetFieldValue<DateTimeOffset>(6),
                row.Maybe<DateTimeOffset>(7)
            ),
            cancellationToken,
            ("pipeline", pipeline),
            ("limit", RunsShown)
        );
}
