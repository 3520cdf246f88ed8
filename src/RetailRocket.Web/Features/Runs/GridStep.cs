namespace RetailRocket.Web.Features.Runs;

/// <summary>A row of the grid.</summary>
/// <param name="Group"><c>Staging</c>, <c>Mart</c>, <c>Kpi</c>, <c>Check</c> or <c>Publish</c>.</param>
public sealed record GridStep(string Kind, string Name, string Group);
