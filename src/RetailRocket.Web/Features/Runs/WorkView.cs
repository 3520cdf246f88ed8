using RetailRocket.Pipeline.Landing;
using RetailRocket.Pipeline.Runs.Planning;

namespace RetailRocket.Web.Features.Runs;

/// <summary>A piece of work as it is at one moment.</summary>
public sealed record WorkView
{
    public required int Id { get; init; }
    public required WorkRequest Request { get; init; }
    public required WorkState State { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How far the landing is; null before it moves and when there is none.</summary>
    public LandingProgress? Landing { get; init; }

    /// <summary>What the landing did; null before its end.</summary>
    public LandingReport? Landed { get; init; }

    /// <summary>What it decided to run and to leave alone; null before that, and when the dates were given.</summary>
    public RunDecision? Decision { get; init; }

    /// <summary>The run at hand or, at the end, the last one; null before the first.</summary>
    public long? RunId { get; init; }

    /// <summary>Steps of that run that started.</summary>
    public IReadOnlyList<LiveStep> Steps { get; init; } = [];

    /// <summary>Steps of that run that are finished.</summary>
    public int Done { get; init; }

    /// <summary>Steps of that run; 0 before they are known.</summary>
    public int Total { get; init; }

    /// <summary>Waits for another run, or a landing, of the same pipeline.</summary>
    public bool WaitsForOthers { get; init; }

    public IReadOnlyList<WorkNote> Notes { get; init; } = [];

    public bool IsOver => State is WorkState.Done or WorkState.Failed or WorkState.Cancelled;
}
