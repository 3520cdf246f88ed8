namespace RetailRocket.Pipeline.Definitions.Sql;

/// <summary>The names that WITH gives to queries, as far as they are visible at one place.</summary>
internal sealed class CteScope(CteScope? outer)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public void Add(string name) => _names.Add(name);

    public bool Has(string name) => _names.Contains(name) || (outer?.Has(name) ?? false);
}
