namespace RetailRocket.Web.Features.Dictionary;

/// <summary>A column and its meaning and unit; null when the database does not say.</summary>
public sealed record DictionaryColumn(string Name, string Type, string? Comment);
