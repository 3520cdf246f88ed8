namespace RetailRocket.Pipeline.Definitions;

/// <summary>Turns a definition into the nodes of its lineage.</summary>
internal static class LineageGraph
{
    /// <summary>Each node after its inputs.</summary>
    public static IReadOnlyList<LineageNode> Build(PipelineDefinition definition)
    {
        List<LineageNode> nodes =
        [
            .. definition
                .Sources.OrderBy(s => s.Table, StringComparer.Ordinal)
                .Select(s => Node(s.Table, LineageKind.Raw, s.Date is not null)),
            .. definition.Models.Select(m => Node(m.Table, KindOf(m.Layer), m.Refresh == ModelRefresh.Dates, m.Inputs)),
            .. definition
                .Models.Where(m => m.Layer == ModelLayer.Kpi)
                .OrderBy(m => m.Table, StringComparer.Ordinal)
                .Select(m => Node(Published(m.Table), LineageKind.Published, true, m.Table)),
            .. definition.Exports.Select(e => Node(e.File, LineageKind.Export, true, Published(e.Table))),
        ];
        var outputs = nodes
            .SelectMany(n => n.Inputs.Select(i => (Input: i, n.Name)))
            .ToLookup(e => e.Input, e => e.Name);
        var checks = definition
            .Checks.SelectMany(c => c.Inputs.Append(c.Of).OfType<string>().Distinct().Select(t => (Table: t, c.Name)))
            .ToLookup(e => e.Table, e => e.Name);
        return
        [
            .. nodes.Select(n =>
                n with
                {
                    Outputs = [.. outputs[n.Name].Order(StringComparer.Ordinal)],
                    Checks = [.. checks[n.Name].Order(StringComparer.Ordinal)],
                }
            ),
        ];
    }

    private static string Published(string table) => $"published.{table}";

    private static LineageKind KindOf(ModelLayer layer) =>
        layer switch
        {
            ModelLayer.Staging => LineageKind.Staging,
            ModelLayer.Mart => LineageKind.Mart,
            _ => LineageKind.Kpi,
        };

    private static LineageNode Node(string name, LineageKind kind, bool dated, params IEnumerable<string> inputs) =>
        new()
        {
            Name = name,
            Kind = kind,
            IsDated = dated,
            Inputs = [.. inputs.Order(StringComparer.Ordinal)],
            Outputs = [],
            Checks = [],
        };
}
