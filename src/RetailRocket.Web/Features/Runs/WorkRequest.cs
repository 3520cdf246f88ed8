using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Web.Features.Runs;

/// <summary>What a person or the schedule asks the app to do in the background: land a folder, run dates, or both.</summary>
public sealed record WorkRequest
{
    public required string Pipeline { get; init; }

    /// <summary>Folder to land first; null for none.</summary>
    public string? SourceFolder { get; init; }

    /// <summary>The folder may lack required sources that are landed already, as one of uploads does.</summary>
    public bool IsAddition { get; init; }

    /// <summary>Dates to run, one run a range; empty to land only.</summary>
    public IReadOnlyList<DateRange> Ranges { get; init; } = [];

    /// <summary>Run, after the landing, whatever dates are new or changed, instead of <see cref="Ranges"/>.</summary>
    public bool RunsDueDates { get; init; }

    /// <summary>
    /// Called when it is decided what to run, before the first run begins; what it throws ends the work. Null for nothing to do.
    /// </summary>
    public Func<WorkView, CancellationToken, Task>? OnDecided { get; init; }

    /// <summary>Load unchanged files again and build every date that is read, current or not.</summary>
    public bool Force { get; init; }

    /// <summary>Run, after <see cref="Ranges"/>, the later published dates that they make stale.</summary>
    public bool Ripple { get; init; }

    /// <summary>Publish nothing before somebody approves it.</summary>
    public bool Hold { get; init; }

    /// <summary><c>page</c> or <c>schedule</c>.</summary>
    public required string Trigger { get; init; }

    /// <summary>Account name, or <c>schedule</c>.</summary>
    public required string RequestedBy { get; init; }
}
