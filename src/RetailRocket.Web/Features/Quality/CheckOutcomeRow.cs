using RetailRocket.Pipeline.Database.Operations;

namespace RetailRocket.Web.Features.Quality;

/// <summary>One check of one date of one run.</summary>
/// <param name="Observed">Violating rows, or the pass rate in percent; null without data.</param>
/// <param name="Threshold">The most violating rows, or the least pass rate in percent.</param>
public sealed record CheckOutcomeRow(
    DateOnly Date,
    long Run,
    Verdict Verdict,
    decimal? Observed,
    decimal Threshold,
    bool IsPassRate,
    long FailedRows,
    int DurationMs,
    DateTimeOffset CheckedAt,
    bool IsPublished
);
