using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Quality;
using RetailRocket.Pipeline.Runs.Planning;

namespace RetailRocket.Pipeline.Runs;

/// <summary>What a run came to.</summary>
/// <param name="RunId">0 when there was no data and so no run.</param>
/// <param name="Dates">Every requested date with its verdict, in order.</param>
public sealed record RunResult(
    long RunId,
    RunStatus Status,
    RunPlan Plan,
    IReadOnlyList<RunDate> Dates,
    IReadOnlyList<CheckOutcome> Checks,
    IReadOnlyList<DateOnly> ExportedDates,
    TimeSpan Elapsed
);
