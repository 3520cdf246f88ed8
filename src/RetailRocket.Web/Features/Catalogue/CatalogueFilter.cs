using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Web.Features.Catalogue;

/// <summary>Narrows the tables of the catalogue; the page and its CSV file use the same rule.</summary>
public static class CatalogueFilter
{
    /// <param name="words">Each must be in the table's name or meaning; null or blank for all.</param>
    /// <param name="layer">Only tables of the layer; null for all.</param>
    public static IReadOnlyList<CatalogueEntry> Of(
        IReadOnlyList<CatalogueEntry> tables,
        string? words,
        LineageKind? layer
    )
    {
        var asked = (words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return
        [
            .. tables
                .Where(table => layer is null || table.Kind == layer)
                .Where(table =>
                    asked.All(word =>
                        table.Name.Contains(word, StringComparison.OrdinalIgnoreCase)
                        || table.Grain?.Contains(word, StringComparison.OrdinalIgnoreCase) == true
                    )
                ),
        ];
    }
}
