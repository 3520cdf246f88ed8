using Microsoft.Extensions.Localization;
using RetailRocket.Web.Components.Pages.Funnel;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Funnel;

/// <summary>The tables of the funnel page as files. An address of a file says what the address of the page says.</summary>
public sealed class FunnelDownloads(
    ViewReader views,
    FunnelQueries queries,
    FigureFiles files,
    IStringLocalizer<Text> text
)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/funnel").RequireAuthorization(new RequiresAttribute(Feature.FiguresDownload));
        group.MapGet(
            "/dates.csv",
            (FunnelDownloads downloads, HttpRequest request, CancellationToken ct) => downloads.DatesAsync(request, ct)
        );
        group.MapGet(
            "/steps.csv",
            (FunnelDownloads downloads, HttpRequest request, CancellationToken ct) => downloads.StepsAsync(request, ct)
        );
        group.MapGet(
            "/categories.csv",
            (FunnelDownloads downloads, HttpRequest request, CancellationToken ct) =>
                downloads.CategoriesAsync(request, ct)
        );
    }

    private async Task<IResult> DatesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (await ReadAsync(request, cancellationToken) is not { } asked)
            return Results.NotFound();
        return await files.AnswerAsync(
            request.HttpContext.Response,
            Name("dates", asked.View),
            asked.View,
            asked.Report.Certificates,
            [
                .. FunnelColumns.Dates(text, asked.Selection.Metric, asked.Report.Before?.Total is not null),
                new("waiver", "waiver", line => WaiverText.Of(asked.Report.CertificateOf(line.Date))),
            ],
            FunnelDayLine.Of(asked.View, asked.Report),
            cancellationToken
        );
    }

    private async Task<IResult> StepsAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (await ReadAsync(request, cancellationToken) is not { } asked)
            return Results.NotFound();
        var before = asked.Report.Before?.Total;
        return await files.AnswerAsync(
            request.HttpContext.Response,
            Name(asked.Selection.IsNested ? "steps_nested" : "steps", asked.View),
            asked.View,
            asked.Report.Certificates,
            [
                .. FunnelColumns.Steps(text, before is not null),
                .. FunnelColumns.Certificate<FunnelStepLine>(asked.Report),
            ],
            asked.Report.Now.Total is { } total ? FunnelStepLine.Of(total, before, asked.Selection.IsNested) : [],
            cancellationToken
        );
    }

    private async Task<IResult> CategoriesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (await ReadAsync(request, cancellationToken) is not { } asked)
            return Results.NotFound();
        var level = asked.Report.Categories;
        var name = asked.Selection.CategoryWord is { } category ? $"category_{category}" : "categories";
        return await files.AnswerAsync(
            request.HttpContext.Response,
            Name(name, asked.View),
            asked.View,
            asked.Report.Certificates,
            [
                .. CategoryColumns.Of(
                    text,
                    asked.Selection.Rate,
                    level.Total?.Before is not null,
                    asked.Report.IsAlike
                ),
                .. FunnelColumns.Certificate<CategoryRow>(asked.Report),
            ],
            CategoryOrder.Of(level, asked.Selection.Rate),
            cancellationToken
        );
    }

    private async Task<(ViewState View, FunnelSelection Selection, FunnelReport Report)?> ReadAsync(
        HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var view = await views.ReadAsync(Links.Absolute(request), cancellationToken);
        if (!queries.Covers(view.Pipeline) || !view.HasDates)
            return null;
        var selection = FunnelSelection.Of(
            request.Query[FunnelSelection.ComparisonParameter],
            request.Query[FunnelSelection.MetricParameter],
            request.Query[FunnelSelection.StepsParameter],
            request.Query[FunnelSelection.CategoryParameter],
            request.Query[FunnelSelection.RateParameter]
        );
        return (view, selection, await queries.ReadAsync(view.Pipeline, view.Range, selection, cancellationToken));
    }

    private static string Name(string what, ViewState view) =>
        $"funnel_{what}_{Formats.Iso(view.From)}_{Formats.Iso(view.To)}";
}
