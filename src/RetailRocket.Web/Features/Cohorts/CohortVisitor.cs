namespace RetailRocket.Web.Features.Cohorts;

/// <summary>A visitor of a cohort who bought in one of its weeks.</summary>
/// <param name="VisitorId">As numbered by the shop.</param>
/// <param name="FirstPurchase">Business date of the first order.</param>
/// <param name="Orders">Orders in the week, up to the as-of date; one that goes on over midnight counts on both dates.</param>
/// <param name="LastPurchase">Business date of the last order in the week.</param>
/// <param name="OrdersToDate">Distinct orders on all dates up to the as-of date.</param>
public sealed record CohortVisitor(
    int VisitorId,
    DateOnly FirstPurchase,
    long Orders,
    DateOnly LastPurchase,
    long OrdersToDate
);
