using RetailRocket.Pipeline.Publishing;

namespace RetailRocket.Web.Features.Cohorts;

/// <summary>What the cohort page shows.</summary>
/// <param name="Triangle">Null when the date is not published.</param>
/// <param name="Certificate">What stands behind it; null when the date is not published.</param>
/// <param name="RunningRun">A run that works on the date at this moment; null for none.</param>
public sealed record CohortReport(CohortTriangle? Triangle, Certificate? Certificate, long? RunningRun);
