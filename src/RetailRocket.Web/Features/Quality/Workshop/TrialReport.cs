using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Web.Features.Quality.Workshop;

/// <summary>The answer to a trial: its dates, or what kept it from running.</summary>
/// <param name="Check">As it ran; null when it did not.</param>
public sealed record TrialReport(
    CheckDefinition? Check,
    IReadOnlyList<TrialLine> Lines,
    TimeSpan Duration,
    IReadOnlyList<DraftProblem> Problems
)
{
    public static TrialReport Of(IReadOnlyList<DraftProblem> problems) => new(null, [], TimeSpan.Zero, problems);

    /// <summary>Dates that it could judge.</summary>
    public int Judged => Lines.Count(line => line.Trial.Verdict is not (null or Verdict.NoData));

    public IReadOnlyList<DateOnly> Blocked => Dates(line => line.Trial.Blocks);

    public IReadOnlyList<DateOnly> Warned => Dates(line => line.Trial.Verdict == Verdict.Warn);

    public IReadOnlyList<DateOnly> Different => Dates(line => line.IsDifferent);

    private IReadOnlyList<DateOnly> Dates(Func<TrialLine, bool> which) =>
        [.. Lines.Where(which).Select(line => line.Trial.Date)];
}
