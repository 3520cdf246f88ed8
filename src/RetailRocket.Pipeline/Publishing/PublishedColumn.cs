namespace RetailRocket.Pipeline.Publishing;

/// <summary>A column of a published table.</summary>
/// <param name="Type">As PostgreSQL writes it: <c>bigint</c>, <c>numeric(10,4)</c>.</param>
/// <param name="About">Meaning and unit; null when the database does not say.</param>
public sealed record PublishedColumn(string Name, string Type, string? About);
