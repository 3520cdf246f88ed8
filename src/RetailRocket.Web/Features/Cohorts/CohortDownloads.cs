using Microsoft.Extensions.Localization;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Web.Components.Pages.Cohorts;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Cohorts;

/// <summary>The cohorts, and the visitors behind a cell, as files. An address says what the address of the page says.</summary>
public sealed class CohortDownloads(
    ViewReader views,
    CohortQueries queries,
    FigureFiles files,
    IStringLocalizer<Text> text
)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/cohorts").RequireAuthorization(new RequiresAttribute(Feature.FiguresDownload));
        group.MapGet(
            "/retention.csv",
            (CohortDownloads downloads, HttpRequest request, CancellationToken ct) =>
                downloads.RetentionAsync(request, ct)
        );
        group
            .MapGet(
                "/visitors.csv",
                (CohortDownloads downloads, HttpRequest request, CancellationToken ct) =>
                    downloads.VisitorsAsync(request, ct)
            )
            .RequireAuthorization(new RequiresAttribute(Feature.CohortVisitors));
    }

    private async Task<IResult> RetentionAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var view = await views.ReadAsync(Links.Absolute(request), cancellationToken);
        if (!queries.Covers(view.Pipeline) || !view.HasDates)
            return Results.NotFound();
        var report = await queries.ReadAsync(view.Pipeline, view.To, cancellationToken);
        return await files.AnswerAsync(
            request.HttpContext.Response,
            $"cohorts_{Formats.Iso(view.To)}",
            view,
            Certificates(report),
            [.. CohortColumns.Triangle(), new("waiver", "waiver", _ => WaiverText.Of(report.Certificate))],
            report.Triangle is { } triangle ? RetentionLine.Of(triangle) : [],
            cancellationToken
        );
    }

    private async Task<IResult> VisitorsAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var view = await views.ReadAsync(Links.Absolute(request), cancellationToken);
        var selection = CohortSelection.Of(
            null,
            request.Query[CohortSelection.CohortParameter],
            request.Query[CohortSelection.WeekParameter]
        );
        if (!queries.Covers(view.Pipeline) || !view.HasDates || selection is not { Cohort: { } cohort, Week: { } week })
            return Results.NotFound();
        var report = await queries.ReadAsync(view.Pipeline, view.To, cancellationToken);
        var visitors = await queries.VisitorsAsync(view.Pipeline, view.To, cohort, week, null, cancellationToken);
        return await files.AnswerAsync(
            request.HttpContext.Response,
            $"cohort_{Formats.Iso(cohort)}_week_{selection.WeekWord}_as_of_{Formats.Iso(view.To)}",
            view,
            Certificates(report),
            [.. CohortColumns.Visitors(text), .. CohortColumns.Cell(view.To, visitors)],
            visitors.Rows,
            cancellationToken
        );
    }

    private static IReadOnlyList<Certificate> Certificates(CohortReport report) =>
        report.Certificate is { } certificate ? [certificate] : [];
}
