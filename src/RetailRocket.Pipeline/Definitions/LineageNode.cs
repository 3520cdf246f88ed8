namespace RetailRocket.Pipeline.Definitions;

/// <summary>A table, view or file on the way of the data, with its neighbours.</summary>
public sealed record LineageNode
{
    /// <summary>A bare table name, <c>published.&lt;table&gt;</c>, or the name of an export's file with <c>{date}</c> in it.</summary>
    public required string Name { get; init; }

    public required LineageKind Kind { get; init; }

    /// <summary>Its rows belong to business dates.</summary>
    public required bool IsDated { get; init; }

    /// <summary>What it is made from, sorted by name.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>What is made from it, sorted by name.</summary>
    public required IReadOnlyList<string> Outputs { get; init; }

    /// <summary>Checks that read it or count its rows, sorted by name.</summary>
    public required IReadOnlyList<string> Checks { get; init; }
}
