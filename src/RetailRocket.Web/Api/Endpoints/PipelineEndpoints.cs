using RetailRocket.Web.Api.Answers;
using RetailRocket.Web.Api.Description;
using RetailRocket.Web.Api.Requests;

namespace RetailRocket.Web.Api.Endpoints;

/// <summary>Addresses of pipelines, their status, tables and lineage.</summary>
internal static class PipelineEndpoints
{
    public static void MapPipelines(this IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/pipelines",
                async (HttpRequest request, PipelineReading reading, CancellationToken cancellationToken) =>
                {
                    JsonOnly(request, []);
                    return Json(request, await reading.PipelinesAsync(cancellationToken), null);
                }
            )
            .Produces<PipelinesAnswer>()
            .Describe("pipelines", "Api.Operation.pipelines", "Api.Operation.pipelines.Words");

        api.MapGet(
                "/{pipeline}/status",
                async (
                    HttpRequest request,
                    string pipeline,
                    PipelineReading reading,
                    CancellationToken cancellationToken
                ) =>
                {
                    var dates = JsonOnly(request, ApiParameter.OfDates);
                    var answer = await reading.StatusAsync(pipeline, dates, cancellationToken);
                    return Json(request, answer, answer.Certificate);
                }
            )
            .Produces<StatusAnswer>()
            .Describe("status", "Api.Operation.status", "Api.Operation.status.Words", ApiParameter.OfDates);

        api.MapGet(
                "/{pipeline}/tables",
                async (
                    HttpRequest request,
                    string pipeline,
                    PipelineReading reading,
                    CancellationToken cancellationToken
                ) =>
                {
                    JsonOnly(request, []);
                    var answer = await reading.TablesAsync(pipeline, cancellationToken);
                    return Json(request, answer, answer.Certificate);
                }
            )
            .Produces<TablesAnswer>()
            .Describe("tables", "Api.Operation.tables", "Api.Operation.tables.Words");

        api.MapGet(
                "/{pipeline}/lineage",
                async (
                    HttpRequest request,
                    string pipeline,
                    PipelineReading reading,
                    CancellationToken cancellationToken
                ) =>
                {
                    JsonOnly(request, []);
                    var answer = await reading.LineageAsync(pipeline, cancellationToken);
                    return Json(request, answer, answer.Certificate);
                }
            )
            .Produces<LineageAnswer>()
            .Describe("lineage", "Api.Operation.lineage", "Api.Operation.lineage.Words");
    }

    /// <summary>Checks an address whose answer is JSON alone, and reads its dates.</summary>
    internal static DateFilter JsonOnly(HttpRequest request, IReadOnlyList<ApiParameter> known)
    {
        AcceptHeader.Choose(request, hasCsv: false);
        var query = new ApiQuery(request.Query, known);
        var dates = known.Count > 0 ? query.Dates() : default;
        query.ThrowIfWrong();
        return dates;
    }

    internal static IResult Json<T>(HttpRequest request, T answer, Certificates.ApiCertificate? certificate)
    {
        var response = request.HttpContext.Response;
        Certificates.CertificateHeaders.Set(response, certificate);
        response.Headers.CacheControl = "private, no-store";
        return Results.Json(answer, ApiJson.Options);
    }
}
