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
        new("status", "Api.Parameter.status") { Words = [.. HistorySources.Statuses.Keys] },
    ];

    private static readonly IReadOnlyList<ApiParameter> CheckParameters =
    [
        .. ApiParameter.OfRows,
        new("check", "Api.Parameter.check"),
        new("verdict", "Api.Parameter.verdict") { Words = [.. HistorySources.Verdicts.Keys] },
        new("run", "Api.Parameter.run") { IsNumber = true },
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
            .Describe("runs", "Api.Operation.runs", "Api.Operation.runs.Words", RunParameters);

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
            .Describe("run", "Api.Operation.run", "Api.Operation.run.Words");

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
            .Describe("checks", "Api.Operation.checks", "Api.Operation.checks.Words", CheckParameters);
    }
}
