namespace RetailRocket.Web.Features.Cohorts;

/// <summary>All cohorts together in their week of one index, complete cells only.</summary>
/// <param name="Cohorts">Cohorts with a complete cell.</param>
/// <param name="Size">Visitors of those cohorts.</param>
/// <param name="ActiveVisitors">Those of them who bought in the week.</param>
/// <param name="RetentionRate">Active visitors / size: the mean weighted by cohort size, four decimals.</param>
public sealed record WeekMean(int Index, int Cohorts, long Size, long ActiveVisitors, decimal RetentionRate);
