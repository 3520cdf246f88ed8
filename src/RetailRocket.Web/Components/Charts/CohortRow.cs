namespace RetailRocket.Web.Components.Charts;

/// <summary>A cohort: its week, size and cells from week 0 on; a null cell has not come yet.</summary>
public sealed record CohortRow(string Label, long Size, IReadOnlyList<CohortCell?> Cells);
