using RetailRocket.Pipeline.Explaining;

namespace RetailRocket.Web.Features.Explain;

/// <summary>The answer to why a ratio moved, or what stands in its way.</summary>
/// <param name="Explanation">Null when there is a <paramref name="Failure"/>.</param>
/// <param name="Problem">Words of the failure for who can mend it.</param>
public sealed record ExplainReport(Explanation? Explanation, ExplainFailure? Failure, string? Problem);
