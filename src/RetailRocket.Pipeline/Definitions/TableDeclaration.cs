namespace RetailRocket.Pipeline.Definitions;

/// <summary>A <c>CREATE TABLE</c> of <c>00_schema</c>.</summary>
public sealed record TableDeclaration
{
    public required string Name { get; init; }

    /// <summary>The file, relative to the pipeline's folder.</summary>
    public required string Path { get; init; }

    public required int Line { get; init; }

    /// <summary>In order; empty when the statement does not list them (<c>LIKE</c>, <c>AS SELECT</c>).</summary>
    public required IReadOnlyList<TableColumn> Columns { get; init; }

    /// <summary>Columns of the primary key; empty when the statement declares none.</summary>
    public required IReadOnlyList<string> PrimaryKey { get; init; }

    public required TablePartitioning Partitioning { get; init; }

    /// <summary>The column partitioned by; null without partitions or by more than a plain column.</summary>
    public string? PartitionColumn { get; init; }
}
