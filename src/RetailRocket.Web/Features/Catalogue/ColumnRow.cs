namespace RetailRocket.Web.Features.Catalogue;

/// <summary>A column of a table.</summary>
/// <param name="Type">PostgreSQL type.</param>
/// <param name="IsKey">Part of the primary key.</param>
/// <param name="Meaning">The column's comment: meaning and unit; null when there is none.</param>
public sealed record ColumnRow(string Name, string Type, bool IsNullable, bool IsKey, string? Meaning);
