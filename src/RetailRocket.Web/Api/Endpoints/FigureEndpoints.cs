using RetailRocket.Web.Api.Answers;
using RetailRocket.Web.Api.Description;
using RetailRocket.Web.Api.Errors;
using RetailRocket.Web.Api.Requests;

namespace RetailRocket.Web.Api.Endpoints;

/// <summary>Addresses of published rows and of certificates.</summary>
internal static class FigureEndpoints
{
    public static void MapFigures(this IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/{pipeline}/tables/{table}",
                async (
                    HttpContext context,
                    string pipeline,
                    string table,
                    FigureReading reading,
                    CancellationToken cancellationToken
                ) =>
                {
                    var query = new ApiQuery(context.Request.Query, ApiParameter.OfRows);
                    var rows = RowRequest.Read(context.Request, query);
                    query.ThrowIfWrong();
                    await reading.RowsAsync(context, pipeline, table, rows, cancellationToken);
                }
            )
            .Produces<RowPage>(StatusCodes.Status200OK, AcceptHeader.Json, AcceptHeader.Csv)
            .Produces(StatusCodes.Status304NotModified)
            .Produces(StatusCodes.Status409Conflict, contentType: ProblemAnswer.ContentType)
            .Describe("table", "Api.Operation.table", "Api.Operation.table.Words", ApiParameter.OfRows);

        api.MapGet(
                "/{pipeline}/dates/{date}/certificate",
                async (
                    HttpRequest request,
                    string pipeline,
                    string date,
                    FigureReading reading,
                    CancellationToken cancellationToken
                ) =>
                {
                    PipelineEndpoints.JsonOnly(request, []);
                    var answer = await reading.CertificateAsync(pipeline, ReadDate(date), cancellationToken);
                    return PipelineEndpoints.Json(request, answer, answer.Certificate);
                }
            )
            .Produces<CertificateAnswer>()
            .Describe("certificate", "Api.Operation.certificate", "Api.Operation.certificate.Words");
    }

    private static DateOnly ReadDate(string text) =>
        DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.None,
            out var date
        )
            ? date
            : throw ApiException.Invalid("date", $"The address takes a date such as 2015-06-16, not '{text}'.");
}
