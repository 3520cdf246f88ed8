namespace RetailRocket.Web.Features.Runs;

/// <summary>Where a piece of background work is.</summary>
public enum WorkState
{
    /// <summary>Accepted; its first step has not begun.</summary>
    Waiting,
    Landing,
    Running,

    /// <summary>Came to its end. A date that a gate held back is an end too; the runs say which.</summary>
    Done,

    /// <summary>An error stopped it; what was published before stands.</summary>
    Failed,

    /// <summary>A person, or the end of the app, stopped it; what was published before stands.</summary>
    Cancelled,
}
