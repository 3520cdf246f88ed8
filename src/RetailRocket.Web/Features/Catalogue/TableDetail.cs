namespace RetailRocket.Web.Features.Catalogue;

/// <summary>A table with all that is known of it.</summary>
public sealed record TableDetail
{
    public required CatalogueEntry Entry { get; init; }
    public required IReadOnlyList<ColumnRow> Columns { get; init; }

    /// <summary>What it is made from: tables; for a raw table the patterns of its files.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>What is made from it: tables, published views, export files.</summary>
    public required IReadOnlyList<string> Outputs { get; init; }

    /// <summary>Checks that read it.</summary>
    public required IReadOnlyList<CatalogueCheck> Checks { get; init; }

    /// <summary>The SELECT that fills it; null for a raw table, which landing fills, and for a C# step.</summary>
    public string? Sql { get; init; }

    /// <summary>Path of that file in the pipeline's folder.</summary>
    public string? SqlPath { get; init; }

    /// <summary>Name of the C# step that fills it; null for SQL.</summary>
    public string? Step { get; init; }

    /// <summary>Version of what decides its rows; null for a raw table.</summary>
    public string? Version { get; init; }

    /// <summary>Days before its own date that it depends on, by dated raw table; <see cref="int.MaxValue"/> for all.</summary>
    public required IReadOnlyDictionary<string, int> Lookbacks { get; init; }
}
