using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Pipeline.Quality.Workshop;

/// <summary>What a draft would have said on each date of a range.</summary>
/// <param name="Dates">Every date of the range, ascending.</param>
/// <param name="Duration">Of all statements together.</param>
public sealed record CheckTrial(
    CheckDefinition Check,
    DateRange Range,
    IReadOnlyList<TrialDate> Dates,
    TimeSpan Duration
);

/// <summary>One date of a trial.</summary>
/// <param name="Verdict">Null: the tables that it reads were never built for the date.</param>
/// <param name="Blocks">It would have held the date back.</param>
/// <param name="FailedRows">Rows that break it.</param>
/// <param name="Observed">Those rows, or the pass rate in percent.</param>
/// <param name="Samples">Up to 50 of the rows as a JSON array.</param>
/// <param name="Duration">Of the statement that judged it, which may have judged other dates too; zero without one.</param>
public sealed record TrialDate(
    DateOnly Date,
    Verdict? Verdict,
    bool Blocks,
    long FailedRows,
    decimal? Observed,
    string Samples,
    TimeSpan Duration
);
