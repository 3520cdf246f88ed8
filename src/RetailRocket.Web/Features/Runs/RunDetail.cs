namespace RetailRocket.Web.Features.Runs;

/// <summary>A run with everything that is known of it.</summary>
public sealed record RunDetail
{
    public required RunRow Run { get; init; }
    public required IReadOnlyList<RunStepRow> Steps { get; init; }
    public required IReadOnlyList<RunDateRow> Dates { get; init; }
    public required IReadOnlyList<PointerMove> Moves { get; init; }

    /// <summary>What approving it would change; null for a run that does not wait for approval.</summary>
    public HeldRun? Held { get; init; }

    /// <summary>The pipeline's definition is another one today.</summary>
    public required bool IsDefinitionChanged { get; init; }
}
