using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Web.Api.Answers;
using RetailRocket.Web.Api.Errors;
using RetailRocket.Web.Api.Requests;
using RetailRocket.Web.Api.Rows;
using RetailRocket.Web.Features;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Api.Endpoints;

/// <summary>Runs and the results of checks.</summary>
internal sealed class HistoryReading(
    Warehouse warehouse,
    PipelineCatalog catalog,
    PipelineReading pipelines,
    Access access
)
{
    /// <param name="status">Upper-case word of a run's state; null for any.</param>
    public async Task RunsAsync(
        HttpContext context,
        string pipeline,
        RowRequest request,
        string? status,
        CancellationToken cancellationToken
    )
    {
        await access.DemandAsync(Feature.Api);
        await access.DemandAsync(Feature.Runs);
        var filters = Filters(pipeline, ("to_date", request.Dates.From), ("from_date", request.Dates.To));
        if (status is not null)
            filters.Add(new RowFilter("status = @status", "status", status));
        await SendAsync(context, pipeline, HistorySources.Runs, request, filters, cancellationToken);
    }

    /// <param name="check">Name of a check; null for all.</param>
    /// <param name="verdict">Upper-case word of a verdict; null for any.</param>
    /// <param name="run">Number of a run; null for all.</param>
    public async Task ChecksAsync(
        HttpContext context,
        string pipeline,
        RowRequest request,
        string? check,
        string? verdict,
        int? run,
        CancellationToken cancellationToken
    )
    {
        await access.DemandAsync(Feature.Api);
        await access.DemandAsync(Feature.Quality);
        var filters = Filters(pipeline, ("date", request.Dates.From), ("date", request.Dates.To));
        if (check is not null)
            filters.Add(new RowFilter("check_name = @check", "check", check));
        if (verdict is not null)
            filters.Add(new RowFilter("verdict = @verdict", "verdict", verdict));
        if (run is { } number)
            filters.Add(new RowFilter("run_id = @run", "run", (long)number));
        await SendAsync(context, pipeline, HistorySources.Checks, request, filters, cancellationToken);
    }

    /// <exception cref="ApiException">404: the pipeline has no such run.</exception>
    public async Task<RunAnswer> RunAsync(string pipeline, long id, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.Api);
        await access.DemandAsync(Feature.Runs);
        var definition = catalog.Get(pipeline);
        var runs = await warehouse.Reader.ListAsync(
            """
            select
                id, from_date, to_date, case status when 'NoData' then 'NO DATA' else upper(status) end, trigger,
                requested_by, started_at, finished_at, definition_version, error
            from ops.runs
            where pipeline = @pipeline and id = @id
            """,
            row => new RunItem(
                row.GetInt64(0),
                row.GetFieldValue<DateOnly>(1),
                row.GetFieldValue<DateOnly>(2),
                row.GetString(3),
                row.GetString(4),
                row.GetString(5),
                row.GetDateTime(6),
                row.Maybe<DateTime>(7),
                row.GetString(8),
                row.Words(9)
            ),
            cancellationToken,
            ("pipeline", definition.Name),
            ("id", id)
        );
        if (runs.Count == 0)
            throw ApiException.NotFound(
                "No such run",
                $"{definition.Name} has no run {id}. See /api/v1/{definition.Name}/runs."
            );
        return new RunAnswer(
            await pipelines.NewestAsync(definition, cancellationToken),
            definition.Name,
            runs[0],
            await DatesAsync(id, cancellationToken),
            await StepsAsync(id, cancellationToken)
        );
    }

    private Task<IReadOnlyList<RunDateItem>> DatesAsync(long id, CancellationToken cancellationToken) =>
        warehouse.Reader.ListAsync(
            """
            select
                date, case verdict when 'NoData' then 'NO DATA' else upper(verdict) end, published, passed, warned, failed
            from ops.run_dates
            where run_id = @id
            order by date
            """,
            row => new RunDateItem(
                row.GetFieldValue<DateOnly>(0),
                row.GetString(1),
                row.GetBoolean(2),
                row.GetInt32(3),
                row.GetInt32(4),
                row.GetInt32(5)
            ),
            cancellationToken,
            ("id", id)
        );

    private Task<IReadOnlyList<RunStepItem>> StepsAsync(long id, CancellationToken cancellationToken) =>
        warehouse.Reader.ListAsync(
            """
            select kind, name, from_date, to_date, started_at, finished_at, rows, error
            from ops.run_steps
            where run_id = @id
            order by id
            """,
            row => new RunStepItem(
                row.GetString(0),
                row.GetString(1),
                row.Maybe<DateOnly>(2),
                row.Maybe<DateOnly>(3),
                row.GetDateTime(4),
                row.GetDateTime(5),
                row.GetInt64(6),
                row.Words(7)
            ),
            cancellationToken,
            ("id", id)
        );

    private async Task SendAsync(
        HttpContext context,
        string pipeline,
        RowSource source,
        RowRequest request,
        List<RowFilter> filters,
        CancellationToken cancellationToken
    )
    {
        var definition = catalog.Get(pipeline);
        var answer = new RowAnswer
        {
            Context = context,
            Pipeline = definition.Name,
            Source = source,
            Request = request,
            Filters = filters,
            Certificate = await pipelines.NewestAsync(definition, cancellationToken),
        };
        await using var connection = await warehouse.Reader.OpenConnectionAsync(cancellationToken);
        await answer.WriteAsync(connection, cancellationToken);
    }

    private static List<RowFilter> Filters(
        string pipeline,
        (string Column, DateOnly? Date) from,
        (string Column, DateOnly? Date) to
    )
    {
        List<RowFilter> filters = [new RowFilter("pipeline = @pipeline", "pipeline", pipeline)];
        if (from.Date is { } first)
            filters.Add(new RowFilter($"{SqlName.Quote(from.Column)} >= @from", "from", first));
        if (to.Date is { } last)
            filters.Add(new RowFilter($"{SqlName.Quote(to.Column)} <= @to", "to", last));
        return filters;
    }
}
