namespace RetailRocket.Web.Scheduling;

/// <summary>What a firing achieved.</summary>
public enum FiringResult
{
    Succeeded,

    /// <summary>There was nothing to do.</summary>
    Skipped,
    Failed,
    Cancelled,
}
