using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Quality;

/// <summary>What one check found on one date.</summary>
/// <param name="Observed">Violating rows, or the pass rate in percent; null for NO DATA.</param>
/// <param name="Samples">Up to 50 violating rows as a JSON array.</param>
public sealed record CheckOutcome(
    CheckDefinition Check,
    DateOnly Date,
    Verdict Verdict,
    decimal? Observed,
    long FailedRows,
    string Samples,
    TimeSpan Duration
);
