using Microsoft.Extensions.Localization;
using RetailRocket.Web.Components.Pages.Explain;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Explain;

/// <summary>The tables of the explanation as files. An address of a file says what the address of the page says.</summary>
public sealed class ExplainDownloads(
    ViewReader views,
    ExplainQueries queries,
    FigureFiles files,
    IStringLocalizer<Text> text
)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes
            .MapGroup("/explain")
            .RequireAuthorization(
                new RequiresAttribute(Feature.FiguresDownload),
                new RequiresAttribute(Feature.Explain)
            );
        group.MapGet(
            "/segments.csv",
            (ExplainDownloads downloads, HttpRequest request, CancellationToken ct) =>
                downloads.SegmentsAsync(request, ct)
        );
        group.MapGet(
            "/what-if.csv",
            (ExplainDownloads downloads, HttpRequest request, CancellationToken ct) =>
                downloads.WhatIfAsync(request, ct)
        );
    }

    private async Task<IResult> SegmentsAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var view = await views.ReadAsync(Links.Absolute(request), cancellationToken);
        if (queries.Of(view.Pipeline) is not { } explain || !view.HasDates)
            return Results.NotFound();
        var selection = ExplainSelection.Of(explain, name => request.Query[name]);
        var report = await queries.ReadAsync(view.Pipeline, view.Range, selection, place: null, cancellationToken);
        if (report.Explanation is not { } explanation)
            return Results.NotFound();
        return await files.AnswerAsync(
            request.HttpContext.Response,
            $"explain_{explanation.Metric}_{explanation.Dimension}_{Formats.Iso(view.From)}_{Formats.Iso(view.To)}",
            view,
            await queries.CertificatesAsync(view.Pipeline, explanation, cancellationToken),
            [.. ExplainColumns.Segments(text, explanation), .. ExplainColumns.Certificate(explanation)],
            explanation.Segments,
            cancellationToken
        );
    }

    private async Task<IResult> WhatIfAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var view = await views.ReadAsync(Links.Absolute(request), cancellationToken);
        if (queries.Of(view.Pipeline) is null || !view.HasDates)
            return Results.NotFound();
        var report = await queries.WhatIfAsync(view.Pipeline, view.Range, place: null, cancellationToken);
        if (report.Failure is not null)
            return Results.NotFound();
        return await files.AnswerAsync(
            request.HttpContext.Response,
            $"what_if_{Formats.Iso(view.From)}_{Formats.Iso(view.To)}",
            view,
            report.Certificate is { } certificate ? [certificate] : [],
            WhatIfColumns.Of(text, report),
            report.Lines,
            cancellationToken
        );
    }
}
