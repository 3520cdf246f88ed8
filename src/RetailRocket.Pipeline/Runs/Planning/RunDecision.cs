namespace RetailRocket.Pipeline.Runs.Planning;

/// <summary>What is to be run now, and what is left alone.</summary>
/// <param name="Due">Dates that wait for a run, ascending, each with its cause.</param>
/// <param name="Held">Dates that a gate holds back and about which nothing changed since, ascending.</param>
/// <param name="Current">How many other dates with data are left alone.</param>
/// <param name="Ranges">The fewest ranges that cover the dates due and no other date that has data, in the order they run.</param>
public sealed record RunDecision(
    IReadOnlyList<DueDate> Due,
    IReadOnlyList<DateOnly> Held,
    int Current,
    IReadOnlyList<DateRange> Ranges
);
