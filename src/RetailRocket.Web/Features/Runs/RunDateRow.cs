using RetailRocket.Pipeline.Database.Operations;

namespace RetailRocket.Web.Features.Runs;

/// <summary>What a run decided of a date, and where the date stands now.</summary>
/// <param name="Published">The run published it.</param>
/// <param name="VisibleRun">The run whose figures readers see now; null when the date is not published.</param>
/// <param name="CanRollBack">Those are this run's, and an earlier publication is there to go back to.</param>
/// <param name="Findings">Names of the checks that failed or warned.</param>
public sealed record RunDateRow(
    DateOnly Date,
    Verdict Verdict,
    bool Published,
    int Passed,
    int Warned,
    int Failed,
    long? VisibleRun,
    bool CanRollBack,
    IReadOnlyList<string> Findings
);
