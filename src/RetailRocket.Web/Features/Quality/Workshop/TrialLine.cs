using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Quality.Workshop;

namespace RetailRocket.Web.Features.Quality.Workshop;

/// <summary>One date of a trial beside what the check said there in its last run.</summary>
/// <param name="Present">Verdict of the pipeline's own check; null where it has none.</param>
public sealed record TrialLine(TrialDate Trial, Verdict? Present)
{
    /// <summary>The draft says something else than the pipeline's check did.</summary>
    public bool IsDifferent => Present is { } present && Trial.Verdict is { } verdict && present != verdict;
}
