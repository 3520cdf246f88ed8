namespace RetailRocket.Pipeline.Definitions;

/// <summary>A column of a table and its PostgreSQL type as written, in lower case and without length or precision.</summary>
public sealed record TableColumn(string Name, string Type);
