namespace RetailRocket.Web.Features.Overview;

/// <summary>A check that failed, and how many rows violated it.</summary>
public sealed record HeldCheck(string Name, long FailedRows, string About);
