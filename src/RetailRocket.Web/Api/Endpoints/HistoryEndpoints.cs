using RetailRocket.Web.Api.Answers;
using RetailRocket.Web.Api.Description;
using RetailRocket.Web.Api.Requests;

namespace RetailRocket.Web.Api.Endpoints;

/// <summary>Addresses of runs and of the results of checks.</summary>
internal static class HistoryEndpoints
{
    private static readonly IReadOnlyList<ApiParameter> RunParameters =
    [
        .. ApiParameter.OfRows,
        new("status", "string", null, $"One of {string.Join(", ", HistorySources.Statuses.Keys)}.", "blocked"),
    ];

    private static readonly IReadOnlyList<ApiParameter> CheckParameters =
    [
        .. ApiParameter.OfRows,
        new("check", "string", null, "Name of a check.", "002_transaction_integrity"),
        new("verdict", "string", null, $"One of {string.Join(", ", HistorySources.Verdicts.Keys)}.", "fail"),
        new("run", "integer", null, "Number of a run.", "1"),
    ];

    public static void MapHistory(this IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/{pipeline}/runs",
                async (
                    HttpContext context,
                    string pipeline,
                    HistoryReading reading,
                    CancellationToken cancellationToken
                ) =>
                {
                    var query = new ApiQuery(context.Request.Query, RunParameters);
                    var rows = RowRequest.Read(context.Request, query);
                    var status = query.Word("status", HistorySources.Statuses);
                    query.ThrowIfWrong();
                    await reading.RunsAsync(context, pipeline, rows, status, cancellationToken);
                }
            )
            .Produces<RowPage>(StatusCodes.Status200OK, AcceptHeader.Json, AcceptHeader.Csv)
            .Describe(
                "runs",
                "The runs of a pipeline",
                "Newest first, as JSON or CSV. Dates choose the runs that cover one of them.",
                "/api/v1/retailrocket/runs?limit=20",
                RunParameters
            );

        api.MapGet(
                "/{pipeline}/runs/{id:long}",
                async (
                    HttpRequest request,
                    string pipeline,
                    long id,
                    HistoryReading reading,
                    CancellationToken cancellationToken
                ) =>
                {
                    PipelineEndpoints.JsonOnly(request, []);
                    var answer = await reading.RunAsync(pipeline, id, cancellationToken);
                    return PipelineEndpoints.Json(request, answer, answer.Certificate);
                }
            )
            .Produces<RunAnswer>()
            .Describe(
                "run",
                "One run",
                "What it was asked, what it decided of every date, and its steps with rows and times.",
                "/api/v1/retailrocket/runs/1"
            );

        api.MapGet(
                "/{pipeline}/checks",
                async (
                    HttpContext context,
                    string pipeline,
                    HistoryReading reading,
                    CancellationToken cancellationToken
                ) =>
                {
                    var query = new ApiQuery(context.Request.Query, CheckParameters);
                    var rows = RowRequest.Read(context.Request, query);
                    var (check, verdict) = (query.Text("check"), query.Word("verdict", HistorySources.Verdicts));
                    var run = query.Number("run", 1, int.MaxValue);
                    query.ThrowIfWrong();
                    await reading.ChecksAsync(context, pipeline, rows, check, verdict, run, cancellationToken);
                }
            )
            .Produces<RowPage>(StatusCodes.Status200OK, AcceptHeader.Json, AcceptHeader.Csv)
            .Describe(
                "checks",
                "The history of checks",
                "Every result, passes included, newest date first, as JSON or CSV. Violating rows come with columns=samples.",
                "/api/v1/retailrocket/checks?verdict=fail",
                CheckParameters
            );
    }
}
