using RetailRocket.Pipeline.Database.Operations;

namespace RetailRocket.Web.Features.Quality;

/// <summary>A check of the run in question that did not pass.</summary>
public sealed record HeldResult(string Check, Verdict Verdict, long FailedRows, string? About);
