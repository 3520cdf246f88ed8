namespace RetailRocket.Web.Features.Runs;

/// <summary>What happened in a piece of work. The pages have words for each, <c>Work.Event.…</c>.</summary>
public enum WorkEvent
{
    /// <summary>Folder.</summary>
    LandingStarted,

    /// <summary>Files loaded or replaced, files unchanged, rows.</summary>
    LandingDone,

    /// <summary>A warning of the landing, as a sentence.</summary>
    LandingWarning,

    /// <summary>Dates that are new, that changed data, that a changed definition concerns.</summary>
    DatesDecided,

    /// <summary>Every date is as its files and definitions make it.</summary>
    NothingToRun,

    /// <summary>Range.</summary>
    RunAsked,

    /// <summary>Run, dates published, dates held back, dates without data.</summary>
    RunDone,

    /// <summary>Later dates that become stale and are run as well, their ranges.</summary>
    RippleDecided,

    /// <summary>Run, dates that wait for approval.</summary>
    RunHeld,

    /// <summary>Range without a single source row.</summary>
    RunWithoutData,

    /// <summary>Message of the error.</summary>
    Failed,
    Cancelled,
}
