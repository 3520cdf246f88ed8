namespace RetailRocket.Web.Features.Dictionary;

/// <summary>A published table as the database explains it.</summary>
/// <param name="Comment">What a row is; null when the database does not say.</param>
public sealed record DictionaryTable(string Name, string? Comment, IReadOnlyList<DictionaryColumn> Columns);
