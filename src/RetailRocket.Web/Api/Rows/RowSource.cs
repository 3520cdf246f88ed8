using RetailRocket.Pipeline.Publishing;

namespace RetailRocket.Web.Api.Rows;

/// <summary>Something with rows that the API serves: a published table, the runs, the results of checks.</summary>
public sealed record RowSource
{
    /// <summary>What it is called in cursors and file names.</summary>
    public required string Name { get; init; }

    /// <summary>What stands after FROM: a quoted view, or a constant query in brackets with a name.</summary>
    public required string From { get; init; }

    public required IReadOnlyList<PublishedColumn> Columns { get; init; }

    /// <summary>Columns that identify a row, in the order that rows are sorted by.</summary>
    public required IReadOnlyList<string> Key { get; init; }

    /// <summary>Sorted from the largest key to the smallest.</summary>
    public bool IsDescending { get; init; }

    /// <summary>Columns that are served only when they are named.</summary>
    public IReadOnlyList<string> OnRequest { get; init; } = [];

    public PublishedColumn? Find(string column) => Columns.FirstOrDefault(known => known.Name == column);
}
