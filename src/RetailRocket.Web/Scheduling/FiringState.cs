namespace RetailRocket.Web.Scheduling;

/// <summary>Where a firing stands.</summary>
public enum FiringState
{
    /// <summary>An instance has it. If that one dies, another takes it up.</summary>
    Running,

    /// <summary>It ran what was due.</summary>
    Done,

    /// <summary>No date was new or changed.</summary>
    NothingToDo,

    /// <summary>An error stopped it; what was published before stands.</summary>
    Failed,

    /// <summary>A person, or the end of the app, stopped it; its dates wait for the next firing.</summary>
    Stopped,
}
