namespace RetailRocket.Pipeline.Publishing;

/// <summary>A published table as the database explains it.</summary>
public sealed record PublishedTable
{
    public required string Name { get; init; }

    /// <summary>The view that readers query, quoted: <c>"published"."name"</c>.</summary>
    public required string View { get; init; }

    /// <summary>What a row is; null when the database does not say.</summary>
    public required string? About { get; init; }

    /// <summary>The column of the business date.</summary>
    public required string DateColumn { get; init; }

    /// <summary>The columns in order; empty when the views were not made yet.</summary>
    public required IReadOnlyList<PublishedColumn> Columns { get; init; }

    /// <summary>The columns that identify a row among the published ones, in the order that rows are sorted by.</summary>
    public required IReadOnlyList<string> Key { get; init; }
}
