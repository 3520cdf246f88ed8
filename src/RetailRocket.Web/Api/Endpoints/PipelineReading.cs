using System.Text.Json;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Web.Api.Answers;
using RetailRocket.Web.Api.Certificates;
using RetailRocket.Web.Api.Requests;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Api.Endpoints;

/// <summary>Pipelines, where their dates stand, and what is made from what.</summary>
internal sealed class PipelineReading(
    PipelineCatalog catalog,
    PublishedReader published,
    PipelineStatusReader status,
    CertificateReader certificates,
    Access access
)
{
    public async Task<PipelinesAnswer> PipelinesAsync(CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.Api);
        var items = new List<PipelineItem>();
        foreach (var definition in catalog.Names.Select(catalog.Get))
            items.Add(
                new PipelineItem(
                    definition.Name,
                    definition.Title.ByLanguage,
                    definition.TimeZone.Id,
                    definition.Cron,
                    definition.Version,
                    await NewestAsync(definition, cancellationToken)
                )
            );
        return new PipelinesAnswer(items);
    }

    public async Task<StatusAnswer> StatusAsync(string pipeline, DateFilter dates, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.Api);
        await access.DemandAsync(Feature.Quality);
        var definition = catalog.Get(pipeline);
        var days = await status.ReadAsync(definition, null, cancellationToken);
        return new StatusAnswer(
            await NewestAsync(definition, cancellationToken),
            definition.Name,
            definition.Version,
            definition.TimeZone.Id,
            [.. days.Where(day => !(day.Date < dates.From) && !(day.Date > dates.To)).Select(Day)]
        );
    }

    public async Task<TablesAnswer> TablesAsync(string pipeline, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.Api);
        var definition = catalog.Get(pipeline);
        var tables = new List<TableItem>();
        foreach (var model in definition.Models.Where(model => model.Layer == ModelLayer.Kpi))
        {
            var table = await published.DescribeAsync(definition, model.Table, cancellationToken);
            tables.Add(
                new TableItem(
                    table.Name,
                    table.About,
                    table.DateColumn,
                    table.Key,
                    table.Columns,
                    PersonalTables.Is(table),
                    await access.AllowsAsync(PersonalTables.FeatureOf(table))
                )
            );
        }
        return new TablesAnswer(await NewestAsync(definition, cancellationToken), definition.Name, tables);
    }

    public async Task<LineageAnswer> LineageAsync(string pipeline, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.Api);
        await access.DemandAsync(Feature.Catalogue);
        var definition = catalog.Get(pipeline);
        return new LineageAnswer(
            await NewestAsync(definition, cancellationToken),
            definition.Name,
            [
                .. new Lineage(definition).Nodes.Select(node => new LineageItem(
                    node.Name,
                    node.Kind.ToString().ToLowerInvariant(),
                    node.Inputs,
                    node.Outputs,
                    node.Checks
                )),
            ]
        );
    }

    /// <summary>The certificate of the newest published date; null when none is.</summary>
    public async Task<ApiCertificate?> NewestAsync(PipelineDefinition definition, CancellationToken cancellationToken)
    {
        var dates = await certificates.ReadAsync(definition, null, null, cancellationToken);
        return ApiCertificate.Over(definition.Name, [.. dates.TakeLast(1)]);
    }

    private static StatusDay Day(DateStatus day) =>
        new(
            day.Date,
            day.Rows,
            day.Rejected,
            day.LastRun,
            day.Verdict is { } verdict ? Words.Of(verdict) : null,
            day.PublishedRun is not null,
            day.PublishedRun,
            day.PublishedAt,
            day.Waiver,
            day.HeldRun,
            day.Stale is not null,
            day.Stale is { } stale ? Words.Of(stale) : null,
            [
                .. day.Findings.Select(found => new StatusFinding(
                    found.CheckName,
                    found.Phase,
                    found.Severity.ToLowerInvariant(),
                    Words.Of(found.Verdict),
                    found.Observed,
                    found.Threshold,
                    found.FailedRows,
                    JsonSerializer.Deserialize<JsonElement>(found.Samples)
                )),
            ]
        );
}
