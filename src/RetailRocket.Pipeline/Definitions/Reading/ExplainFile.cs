namespace RetailRocket.Pipeline.Definitions.Reading;

/// <summary>A file of <c>70_explain</c>: a dimension, the repair of a raw table, or a model of a what-if.</summary>
/// <param name="Owner">The what-if that the file belongs to; null for the other kinds.</param>
/// <param name="Name">The dimension, or the table that the file stands in for.</param>
internal sealed record ExplainFile(ExplainFileKind Kind, string? Owner, string Name, SqlText Sql);

internal enum ExplainFileKind
{
    Dimension,
    Repair,
    WhatIf,
}
