namespace RetailRocket.Web.Components.Charts;

/// <summary>A cohort in one week.</summary>
/// <param name="Rate">Share of the cohort that was active, 0 to 1.</param>
/// <param name="Count">Those who were.</param>
/// <param name="IsComplete">False while the week runs on: hatched, and in no mean.</param>
public sealed record CohortCell(decimal Rate, long Count, bool IsComplete);
