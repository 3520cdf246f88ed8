namespace RetailRocket.Pipeline.Definitions.Sql;

/// <summary>
/// A table that a query reads: what stands after FROM or JOIN and is neither a CTE nor a function. The schema is the one that the
/// name is qualified with, null for a bare name.
/// </summary>
internal sealed record TableReference(string? Schema, string Name, int Line);
