namespace RetailRocket.Web.Features.Campaigns;

/// <summary>Purchases of the contacted and of the held-out visitors in the days after a campaign's date.</summary>
/// <param name="Days">Length of the window; it begins on the day after the date.</param>
/// <param name="LastPublished">Last published date of the pipeline; null when there is none.</param>
/// <param name="PublishedDays">Days of the window that are published: only their purchases count.</param>
/// <param name="ContactOrders">Orders, counted once on each date.</param>
/// <param name="Difference">Rate of the contacted less that of the held-out; null without either group.</param>
/// <param name="Low">Lower end of the 95 % interval of <paramref name="Difference"/>.</param>
/// <param name="Relative">Difference over the rate of the held-out; null where that is zero.</param>
public sealed record CampaignLift(
    DateOnly Date,
    int Days,
    DateOnly? LastPublished,
    long PublishedDays,
    long ContactVisitors,
    long ContactBuyers,
    long ContactOrders,
    long HoldoutVisitors,
    long HoldoutBuyers,
    long HoldoutOrders,
    decimal? ContactRate,
    decimal? HoldoutRate,
    decimal? Difference,
    decimal? Low,
    decimal? High,
    decimal? Relative
)
{
    /// <summary>A group of fewer visitors says nothing about a rate of a few percent.</summary>
    public const int FewestVisitors = 100;

    public DateOnly LastDay => Date.AddDays(Days);

    /// <summary>Days of a window that is over which were never published.</summary>
    public long MissingDays => Days - PublishedDays;

    public LiftOutcome Outcome =>
        LastPublished is not { } last || last < LastDay ? LiftOutcome.TooEarly
        : Math.Min(ContactVisitors, HoldoutVisitors) < FewestVisitors ? LiftOutcome.TooFew
        : Low > 0 ? LiftOutcome.More
        : High < 0 ? LiftOutcome.Fewer
        : LiftOutcome.Unclear;
}
