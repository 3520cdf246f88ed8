using RetailRocket.Pipeline.Definitions;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Quality;

/// <summary>The files of the quality pages.</summary>
internal static class QualityEndpoints
{
    public static void MapQualityFiles(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/download/quality/verdicts.csv",
                (
                    HttpContext context,
                    PipelineCatalog catalog,
                    CsvDownload download,
                    string pipeline,
                    DateOnly from,
                    DateOnly to,
                    string? basis
                ) =>
                    catalog.Names.Contains(pipeline)
                        ? download.SendAsync(context, QualityFiles.Days(pipeline, from, to, RunBases.Of(basis)))
                        : NotFound(context)
            )
            .RequireAuthorization(AccessTable.Policy(Feature.Quality));
        routes
            .MapGet(
                "/download/quality/checks.csv",
                (
                    HttpContext context,
                    PipelineCatalog catalog,
                    CsvDownload download,
                    string pipeline,
                    DateOnly from,
                    DateOnly to,
                    string? basis,
                    string? only
                ) =>
                    catalog.Names.Contains(pipeline)
                        ? download.SendAsync(
                            context,
                            QualityFiles.Grid(pipeline, from, to, RunBases.Of(basis), only == Links.OnlyProblems)
                        )
                        : NotFound(context)
            )
            .RequireAuthorization(AccessTable.Policy(Feature.Quality));
        routes
            .MapGet(
                "/download/quality/{check}/history.csv",
                (
                    HttpContext context,
                    PipelineCatalog catalog,
                    CsvDownload download,
                    string check,
                    string pipeline,
                    DateOnly from,
                    DateOnly to,
                    string? basis
                ) =>
                    catalog.Names.Contains(pipeline)
                        ? download.SendAsync(
                            context,
                            QualityFiles.History(pipeline, check, from, to, RunBases.Of(basis))
                        )
                        : NotFound(context)
            )
            .RequireAuthorization(AccessTable.Policy(Feature.Quality));
        routes
            .MapGet(
                "/download/quality/{check}/samples.csv",
                async (
                    HttpContext context,
                    PipelineCatalog catalog,
                    QualityFiles files,
                    CsvDownload download,
                    string check,
                    string pipeline,
                    DateOnly date,
                    long run
                ) =>
                {
                    var file = catalog.Names.Contains(pipeline)
                        ? await files.SamplesAsync(pipeline, check, date, run, context.RequestAborted)
                        : null;
                    await (file is null ? NotFound(context) : download.SendAsync(context, file));
                }
            )
            .RequireAuthorization(AccessTable.Policy(Feature.Quality));
        routes
            .MapGet(
                "/download/quality/quarantine.csv",
                (
                    HttpContext context,
                    PipelineCatalog catalog,
                    CsvDownload download,
                    string pipeline,
                    string? source,
                    string? file,
                    string? date,
                    string? reason
                ) =>
                    catalog.Names.Contains(pipeline)
                        ? download.SendAsync(
                            context,
                            QualityFiles.Quarantine(pipeline, QuarantineFilter.Of(source, file, date, reason))
                        )
                        : NotFound(context)
            )
            .RequireAuthorization(AccessTable.Policy(Feature.Quarantine));
    }

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
