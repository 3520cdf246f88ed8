using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Features.Waivers;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Quality;

/// <summary>Reads one date before its gate: what the last run found, and what it would publish against what is published.</summary>
public sealed class DateQueries(
    Warehouse warehouse,
    PipelineCatalog catalog,
    RunComparison comparison,
    CertificateReader certificates,
    Access access
)
{
    private const string Judged = """
        select run_dates.run_id, run_dates.verdict
        from ops.run_dates
        join ops.runs on runs.id = run_dates.run_id
        where runs.pipeline = @pipeline and run_dates.date = @date
        order by run_dates.run_id desc
        limit 1
        """;

    private const string Found = """
        select check_name, verdict, failed_rows
        from ops.check_results
        where run_id = @run and date = @date and verdict in ('Fail', 'Warn')
        order by verdict, check_name
        """;

    public async Task<DateModel> ReadAsync(string pipeline, DateOnly date, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.Quality);
        var definition = catalog.Get(pipeline);
        var certificate = await certificates.FindAsync(definition, date, cancellationToken);
        var judged = await warehouse.Reader.ListAsync(
            Judged,
            row => (Run: row.GetInt64(0), Verdict: Enum.Parse<Verdict>(row.GetString(1))),
            cancellationToken,
            ("pipeline", pipeline),
            ("date", date)
        );
        var waivers = await WaiverList.ReadAsync(warehouse, pipeline, date, cancellationToken);
        if (judged.Count == 0)
            return new DateModel(date, null, null, certificate, waivers, false, [], [], []);
        var (run, verdict) = judged[0];
        var findings = await FindingsAsync(definition, run, date, cancellationToken);
        if (verdict == Verdict.NoData || run == certificate?.RunId)
            return new DateModel(date, run, verdict, certificate, waivers, true, findings, [], []);

        var published = certificate?.RunId;
        var single = new List<FigureTable>();
        var many = new List<TableDifference>();
        foreach (var model in definition.Models.Where(model => model.Layer == ModelLayer.Kpi))
        {
            var columns = await comparison.ColumnsAsync(definition, model, cancellationToken);
            if (columns.Key.Count == 0)
                single.Add(
                    await comparison.FiguresAsync(definition, model, columns, run, published, date, cancellationToken)
                );
            else
                many.Add(
                    await comparison.RowsAsync(definition, model, columns, run, published, date, cancellationToken)
                );
        }
        var isKept =
            single.Any(table => table.Figures.Any(figure => figure.Would is not null))
            || many.Any(table => table.Would > 0);
        return new DateModel(date, run, verdict, certificate, waivers, isKept, findings, single, many);
    }

    private async Task<IReadOnlyList<HeldResult>> FindingsAsync(
        PipelineDefinition definition,
        long run,
        DateOnly date,
        CancellationToken cancellationToken
    ) =>
        await warehouse.Reader.ListAsync(
            Found,
            row => new HeldResult(
                row.GetString(0),
                Enum.Parse<Verdict>(row.GetString(1)),
                row.GetInt64(2),
                Meanings.OfKnown(definition.Checks.FirstOrDefault(check => check.Name == row.GetString(0)))
            ),
            cancellationToken,
            ("run", run),
            ("date", date)
        );
}
