namespace RetailRocket.Web.Features.Funnel;

/// <summary>What a range of dates is compared with.</summary>
public enum FunnelComparison
{
    /// <summary>The range of the same length right before it.</summary>
    Previous,

    /// <summary>The same range 28 days earlier, weekday under weekday.</summary>
    FourWeeksBefore,
    None,
}
