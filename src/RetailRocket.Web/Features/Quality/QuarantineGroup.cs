namespace RetailRocket.Web.Features.Quality;

/// <summary>Rejected lines by what they have in common, to choose a filter by.</summary>
/// <param name="Value">A source, a file, a date as <c>2015-06-16</c> (empty for undated lines) or a reason.</param>
public sealed record QuarantineGroup(string Value, long Lines);
