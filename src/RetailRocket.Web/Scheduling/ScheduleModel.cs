namespace RetailRocket.Web.Scheduling;

/// <summary>The schedule of a pipeline.</summary>
public sealed record ScheduleModel
{
    /// <summary>The expression of pipeline.yml; null when the pipeline only runs by hand.</summary>
    public string? Cron { get; init; }

    /// <summary>Id of the zone it counts in.</summary>
    public required string Zone { get; init; }

    /// <summary>This app hosts a scheduler.</summary>
    public required bool IsHosted { get; init; }

    public bool IsPaused { get; init; }

    /// <summary>Who paused it and why; null when it is not paused or nobody said.</summary>
    public string? PauseReason { get; init; }

    /// <summary>A firing is under way.</summary>
    public bool IsFiring { get; init; }

    /// <summary>The next firings, soonest first; what they would be when the schedule is paused.</summary>
    public IReadOnlyList<DateTimeOffset> Next { get; init; } = [];

    /// <summary>The last firings, newest first.</summary>
    public IReadOnlyList<FiringRow> Last { get; init; } = [];

    /// <summary>The folder that a firing lands; null when the settings name none.</summary>
    public string? SourceFolder { get; init; }
}
