using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Catalogue;

/// <summary>Reads what tables a pipeline has, what they mean, how large and how fresh they are, and how they were judged.</summary>
public sealed class CatalogueQueries(Warehouse warehouse, PipelineCatalog catalog, Access access)
{
    /// <summary>A count that takes longer is given up: it is there to answer a question, not to load the server.</summary>
    private const int CountSeconds = 30;

    /// <summary>All tables, and the verdicts of a date.</summary>
    public async Task<CatalogueModel> ReadAsync(string pipeline, DateOnly date, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.Catalogue);
        var definition = catalog.Get(pipeline);
        var nodes = Tables(definition);
        var facts = await TableFacts.ReadAsync(warehouse.Reader, definition, nodes, cancellationToken);
        var judged = await JudgedDate.ReadAsync(warehouse.Reader, pipeline, date, cancellationToken);
        var checks = definition
            .Checks.Select(check => new CatalogueCheck(
                check.Name,
                Meanings.Of(check),
                check.Severity.ToString(),
                judged.Verdicts.TryGetValue(check.Name, out var found) ? found.Verdict : null,
                judged.Verdicts.GetValueOrDefault(check.Name).FailedRows,
                SubjectOf(check, nodes)
            ))
            .ToList();
        return new CatalogueModel
        {
            Tables =
            [
                .. nodes.Select(node =>
                    facts.Entry(node) with
                    {
                        Verdict = checks.Where(check => check.Table == node.Name).Max(check => check.Verdict),
                        Error = judged.Errors.GetValueOrDefault(node.Name),
                        Refresh = definition.Models.FirstOrDefault(model => model.Table == node.Name)?.Refresh,
                    }
                ),
            ],
            Checks = checks,
            Run = judged.Run,
            PublishedRun = judged.PublishedRun,
            PublishedVerdict = judged.PublishedVerdict,
            IsExported = judged.IsExported,
        };
    }

    /// <summary>One table; null when the pipeline has none of that name.</summary>
    public async Task<TableDetail?> FindAsync(
        string pipeline,
        string table,
        DateOnly date,
        CancellationToken cancellationToken
    )
    {
        var model = await ReadAsync(pipeline, date, cancellationToken);
        if (model.Tables.FirstOrDefault(known => known.Name == table) is not { } entry)
            return null;
        var definition = catalog.Get(pipeline);
        var lineage = new Lineage(definition);
        var node = lineage[table];
        var filler = definition.Models.FirstOrDefault(known => known.Table == table);
        return new TableDetail
        {
            Entry = entry,
            Columns = await TableFacts.ColumnsAsync(warehouse.Reader, definition, table, cancellationToken),
            Inputs = filler is null
                ? [.. definition.Sources.Where(source => source.Table == table).SelectMany(source => source.Files)]
                : node.Inputs,
            Outputs = node.Outputs,
            Checks = [.. model.Checks.Where(check => node.Checks.Contains(check.Name))],
            Sql = filler?.Sql?.Sql,
            SqlPath = filler?.Sql?.Path,
            Step = filler?.Step,
            Version = filler?.Version,
            Lookbacks = filler is null ? new Dictionary<string, int>() : lineage.SourceLookbacks(table),
        };
    }

    /// <summary>Counts the rows of a table; null when that takes too long.</summary>
    /// <exception cref="ArgumentException">The pipeline has no such table.</exception>
    public async Task<long?> CountAsync(string pipeline, string table, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.Catalogue);
        if (!Tables(catalog.Get(pipeline)).Any(node => node.Name == table))
            throw new ArgumentException($"Pipeline {pipeline} has no table {table}.", nameof(table));
        // The reader's role sees what is published alone; a number of rows gives nothing away of the rows.
        await using var command = warehouse.Runner.CreateCommand(
            $"select count(*) from {SqlName.Quote(pipeline, table)}"
        );
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(CountSeconds));
        try
        {
            return (long?)await command.ExecuteScalarAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Raw tables and models, each after what it is made from.</summary>
    private static IReadOnlyList<LineageNode> Tables(PipelineDefinition definition) =>
        [
            .. new Lineage(definition)
                .Nodes.Where(node => node.Kind is not (LineageKind.Published or LineageKind.Export))
                .DistinctBy(node => node.Name),
        ];

    private static string SubjectOf(CheckDefinition check, IReadOnlyList<LineageNode> nodes) =>
        nodes.LastOrDefault(node => node.Checks.Contains(check.Name))?.Name ?? "";
}
