namespace RetailRocket.Pipeline.Definitions;

/// <summary>
/// What is made from what in one pipeline: raw tables, models, published views, exports. It tells the order of work, what can
/// run side by side, and how far a changed date reaches.
/// </summary>
public sealed class Lineage
{
    private readonly Dictionary<string, LineageNode> _nodes;
    private readonly Dictionary<string, ModelDefinition> _models;

    /// <param name="definition">A definition as <see cref="PipelineReader"/> returns it: models are ordered, and no cycle is left.</param>
    public Lineage(PipelineDefinition definition)
    {
        _models = definition.Models.ToDictionary(m => m.Table, StringComparer.Ordinal);
        Nodes = LineageGraph.Build(definition);
        _nodes = Nodes.ToDictionary(n => n.Name, StringComparer.Ordinal);
        Waves = BuildWaves(definition);
    }

    /// <summary>Every node after the nodes it is made from.</summary>
    public IReadOnlyList<LineageNode> Nodes { get; }

    /// <summary>The models in groups: those of one group read only earlier groups, and may run side by side.</summary>
    public IReadOnlyList<IReadOnlyList<ModelDefinition>> Waves { get; }

    /// <exception cref="ArgumentException">The pipeline has no such node.</exception>
    public LineageNode this[string name] =>
        _nodes.TryGetValue(name, out var node)
            ? node
            : throw new ArgumentException(
                $"The pipeline has no \"{name}\"{NearestName.Question(name, _nodes.Keys)}",
                nameof(name)
            );

    /// <summary>Models that must be built before the model can be: the ones it reads itself.</summary>
    public IReadOnlyList<string> Dependencies(string model) => [.. this[model].Inputs.Where(_models.ContainsKey)];

    /// <summary>All that is made from the table, directly or not, without itself; each after what it is made from.</summary>
    public IReadOnlyList<LineageNode> ReachableFrom(string table)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { this[table].Name };
        return [.. Nodes.Where(n => n.Inputs.Any(reached.Contains) && reached.Add(n.Name))];
    }

    /// <summary>All that the table is made from, directly or not, without itself; each after what it is made from.</summary>
    public IReadOnlyList<LineageNode> UpstreamOf(string table)
    {
        var wanted = new HashSet<string>(this[table].Inputs, StringComparer.Ordinal);
        foreach (var node in Nodes.Reverse().Where(n => wanted.Contains(n.Name)))
        {
            wanted.UnionWith(node.Inputs);
        }
        return [.. Nodes.Where(n => wanted.Contains(n.Name))];
    }

    /// <summary>
    /// Days before its own date that <paramref name="to"/> depends on in <paramref name="from"/>, over the widest path. Read the
    /// other way: how many later dates of <paramref name="to"/> a changed date of <paramref name="from"/> makes stale.
    /// </summary>
    /// <returns>
    /// <see cref="ModelDefinition.AllHistory"/> when every earlier date counts, as it does through a table that has no dates;
    /// null when <paramref name="from"/> has no dates, or <paramref name="to"/> is not made from it.
    /// </returns>
    public int? LookbackDays(string from, string to)
    {
        var end = this[to];
        return this[from].IsDated && Widest(from).TryGetValue(end.Name, out var days) ? days : null;
    }

    /// <summary>For every dated raw table that the node is made from: the widest look-back, as <see cref="LookbackDays"/> tells it.</summary>
    public IReadOnlyDictionary<string, int> SourceLookbacks(string table) =>
        UpstreamOf(table)
            .Where(n => n is { Kind: LineageKind.Raw, IsDated: true })
            .ToDictionary(n => n.Name, n => Widest(n.Name)[table], StringComparer.Ordinal);

    /// <summary>The widest look-back from the node to everything that is made from it.</summary>
    private Dictionary<string, int> Widest(string from)
    {
        var days = new Dictionary<string, int>(StringComparer.Ordinal) { [from] = 0 };
        foreach (var node in ReachableFrom(from))
        {
            var before = node.Inputs.Where(days.ContainsKey).Max(i => days[i]);
            days.Add(node.Name, Add(before, OwnLookback(node)));
        }
        return days;
    }

    private int OwnLookback(LineageNode node)
    {
        if (!_models.TryGetValue(node.Name, out var model))
        {
            return 0;
        }
        return model.Refresh == ModelRefresh.Dates ? model.LookbackDays : ModelDefinition.AllHistory;
    }

    private static int Add(int days, int more) => (int)Math.Min((long)days + more, ModelDefinition.AllHistory);

    private IReadOnlyList<IReadOnlyList<ModelDefinition>> BuildWaves(PipelineDefinition definition)
    {
        var depths = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var model in definition.Models)
        {
            depths[model.Table] = Dependencies(model.Table).Select(d => depths[d] + 1).DefaultIfEmpty(0).Max();
        }
        return
        [
            .. definition
                .Models.GroupBy(m => depths[m.Table])
                .OrderBy(g => g.Key)
                .Select(g => (IReadOnlyList<ModelDefinition>)[.. g]),
        ];
    }
}
