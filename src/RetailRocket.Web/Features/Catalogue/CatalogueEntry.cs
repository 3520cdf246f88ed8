using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Web.Features.Catalogue;

/// <summary>A table of a pipeline.</summary>
public sealed record CatalogueEntry
{
    public required string Name { get; init; }
    public required LineageKind Kind { get; init; }

    /// <summary>What a row is, from the table's comment; null when it has none.</summary>
    public string? Grain { get; init; }

    /// <summary>The planner's estimate; null before the first statistics.</summary>
    public long? EstimatedRows { get; init; }

    /// <summary>With its indexes and partitions.</summary>
    public long? Bytes { get; init; }

    public int Columns { get; init; }

    /// <summary>Monthly or per-file partitions; 0 for a plain table.</summary>
    public int Partitions { get; init; }

    /// <summary>When rows last came: landed, built or published.</summary>
    public DateTimeOffset? FreshAt { get; init; }

    /// <summary>The newest business date that it holds; null for an undated table.</summary>
    public DateOnly? LastDate { get; init; }

    /// <summary>The worst verdict of the checks that are about it, for the date at hand; null when none judged it.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>The last run stopped at this table with an error.</summary>
    public string? Error { get; init; }

    /// <summary>How it is refreshed: <c>Dates</c>, <c>Whole</c>, <c>Keys</c>; null for a raw table.</summary>
    public ModelRefresh? Refresh { get; init; }
}
