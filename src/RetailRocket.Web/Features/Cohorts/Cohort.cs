namespace RetailRocket.Web.Features.Cohorts;

/// <summary>The visitors whose first purchase fell in one week.</summary>
/// <param name="Week">Monday of that week.</param>
/// <param name="Size">Visitors.</param>
/// <param name="Weeks">Week 0, 1, … up to the week of the as-of date.</param>
public sealed record Cohort(DateOnly Week, long Size, IReadOnlyList<CohortWeek> Weeks);
