namespace RetailRocket.Pipeline.Definitions.Reading;

/// <summary>The tables that SQL may name bare: raw tables and models, each at its place in the way of the data.</summary>
internal sealed class KnownTables
{
    /// <summary>Before <see cref="ModelLayer.Staging"/>.</summary>
    private const int Raw = -1;

    private readonly Dictionary<string, int> _ranks = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => _ranks.Keys;

    public void AddRaw(string table) => _ranks.TryAdd(table, Raw);

    public void AddModel(string table, ModelLayer layer) => _ranks.TryAdd(table, (int)layer);

    public bool Has(string table) => _ranks.ContainsKey(table);

    public bool IsRaw(string table) => _ranks.TryGetValue(table, out var rank) && rank == Raw;

    /// <summary>Null for a raw table, or none at all.</summary>
    public ModelLayer? LayerOf(string table) =>
        _ranks.TryGetValue(table, out var rank) && rank != Raw ? (ModelLayer)rank : null;
}
