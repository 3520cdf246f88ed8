using RetailRocket.Pipeline.Database.Operations;

namespace RetailRocket.Web.Features.Quality;

/// <summary>A date of the grid.</summary>
/// <param name="Run">The run whose results are shown; null when there is none.</param>
/// <param name="Verdict">What that run decided.</param>
/// <param name="LatestRun">The last run that judged the date.</param>
/// <param name="PublishedRun">The run whose figures readers see.</param>
/// <param name="Passed">Checks of <paramref name="Run"/> that passed.</param>
public sealed record QualityDay(
    DateOnly Date,
    long? Run,
    Verdict? Verdict,
    long? LatestRun,
    Verdict? LatestVerdict,
    long? PublishedRun,
    int Passed,
    int Warned,
    int Failed
)
{
    /// <summary>The last run held the date back.</summary>
    public bool IsBlocked => LatestVerdict == Pipeline.Database.Operations.Verdict.Fail;
}
