namespace RetailRocket.Web.Features.Cohorts;

/// <summary>A cohort in one week.</summary>
/// <param name="Index">Weeks since the first purchase; 0 is that week.</param>
/// <param name="ActiveVisitors">Those who bought in the week.</param>
/// <param name="RetentionRate">Share of the cohort, four decimals.</param>
/// <param name="IsComplete">The week had ended by the as-of date; others have no place in a mean.</param>
public sealed record CohortWeek(int Index, long ActiveVisitors, decimal RetentionRate, bool IsComplete);
