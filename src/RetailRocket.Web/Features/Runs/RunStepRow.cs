namespace RetailRocket.Web.Features.Runs;

/// <summary>A step of a run.</summary>
/// <param name="Rows">Rows written, or violating rows found.</param>
/// <param name="SqlVersion">Version of the SQL that ran; empty for a step without SQL.</param>
/// <param name="Error">Why it stopped the run; null when it did not.</param>
/// <param name="IsUnderWay">It has begun and not ended.</param>
public sealed record RunStepRow(
    string Kind,
    string Name,
    DateOnly? From,
    DateOnly? To,
    DateTimeOffset StartedAt,
    TimeSpan Duration,
    long Rows,
    string SqlVersion,
    string? Error,
    bool IsUnderWay = false
);
