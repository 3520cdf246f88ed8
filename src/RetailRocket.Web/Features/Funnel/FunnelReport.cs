using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Web.Features.Funnel;

/// <summary>What the funnel page shows.</summary>
/// <param name="Before">Null when nothing is compared.</param>
/// <param name="Stale">Published dates of the range that a run now would give other figures for.</param>
/// <param name="RunningRun">A run that works on dates of the range at this moment; null for none.</param>
public sealed record FunnelReport(
    FunnelPeriod Now,
    FunnelPeriod? Before,
    CategoryLevel Categories,
    IReadOnlyList<DateOnly> Stale,
    long? RunningRun
)
{
    /// <summary>Both ranges count as many dates: else their ratios can be compared, but not their counts.</summary>
    public bool IsAlike => Before is not null && Before.Days.Count == Now.Days.Count;

    /// <summary>Of a pipeline without dates.</summary>
    public static FunnelReport Nothing(DateRange range) =>
        new(new FunnelPeriod(range, [], null), null, new CategoryLevel(null, [], [], null), [], null);
}
