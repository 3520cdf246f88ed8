using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Web.Features;

namespace RetailRocket.Web.Components.Views;

/// <summary>Makes the view of an address.</summary>
public sealed class ViewReader(Warehouse warehouse, PipelineCatalog catalog)
{
    /// <summary>Names of the pipelines, for the picker.</summary>
    public IReadOnlyList<string> Pipelines => catalog.Names;

    /// <summary>
    /// The view that the query names. An unknown pipeline becomes the first; dates that are missing or malformed become the
    /// last published date and the 27 before it.
    /// </summary>
    /// <param name="uri">Absolute.</param>
    public async Task<ViewState> ReadAsync(string uri, CancellationToken cancellationToken)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri).Query);
        var names = catalog.Names;
        var asked = query.GetValueOrDefault(Links.PipelineParameter).ToString();
        var pipeline =
            names.Contains(asked) ? asked
            : names.Count > 0 ? names[0]
            : "";
        if (pipeline.Length == 0)
            return new ViewState
            {
                Pipeline = "",
                From = default,
                To = default,
                Dates = [],
                TimeZone = "UTC",
            };
        var dates = await DatesAsync(pipeline, cancellationToken);
        var newest = dates.Count > 0 ? dates[^1].Date : default;
        var last = dates.LastOrDefault(date => date.IsPublished)?.Date ?? newest;
        var to = Date(query.GetValueOrDefault(Links.ToParameter)) ?? last;
        var from = Date(query.GetValueOrDefault(Links.FromParameter)) ?? Earlier(to, ViewState.DefaultDays - 1);
        return new ViewState
        {
            Pipeline = pipeline,
            From = from <= to ? from : to,
            To = from <= to ? to : from,
            Dates = dates,
            TimeZone = catalog.Get(pipeline).TimeZone.Id,
        };
    }

    private Task<IReadOnlyList<ViewDate>> DatesAsync(string pipeline, CancellationToken cancellationToken) =>
        warehouse.Reader.ListAsync(
            """
            with judged as (
                select distinct on (run_dates.date) run_dates.date, run_dates.verdict
                from ops.run_dates
                join ops.runs on runs.id = run_dates.run_id
                where runs.pipeline = @pipeline
                order by run_dates.date, run_dates.run_id desc
            ),
            published as (
                select date, run_id, verdict
                from ops.publications
                where pipeline = @pipeline
            ),
            landed as (
                select distinct business_date as date
                from ops.source_dates
                where pipeline = @pipeline and rows + rejected > 0
            )
            select
                date,
                judged.verdict,
                published.run_id,
                published.verdict as published_verdict
            from judged
            full join published using (date)
            full join landed using (date)
            order by date
            """,
            row => new ViewDate(
                row.GetFieldValue<DateOnly>(0),
                row.Word<Verdict>(1),
                row.Maybe<long>(2),
                row.Word<Verdict>(3)
            ),
            cancellationToken,
            ("pipeline", pipeline)
        );

    private static DateOnly? Date(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;

    // The calendar has a first day, and an address may name it.
    private static DateOnly Earlier(DateOnly date, int days) =>
        DateOnly.FromDayNumber(Math.Max(0, date.DayNumber - days));
}
