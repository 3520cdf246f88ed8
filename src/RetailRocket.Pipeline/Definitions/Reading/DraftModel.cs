using RetailRocket.Pipeline.Definitions.Sql;

namespace RetailRocket.Pipeline.Definitions.Reading;

/// <summary>A model whose parts have been read, before it has an order and a version.</summary>
internal sealed record DraftModel
{
    public required string Table { get; init; }
    public required ModelLayer Layer { get; init; }
    public required ModelOptions Options { get; init; }

    /// <summary>Null for a step.</summary>
    public required SqlText? Sql { get; init; }

    /// <summary>What the SQL says; null for a step.</summary>
    public required SqlQuery? Query { get; init; }

    /// <summary>Known tables read, each once, sorted by name, with the place that names it first.</summary>
    public required IReadOnlyList<DraftInput> Inputs { get; init; }
}
