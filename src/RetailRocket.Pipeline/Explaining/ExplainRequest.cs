using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Pipeline.Explaining;

/// <summary>Which change of which ratio is to be explained.</summary>
public sealed record ExplainRequest
{
    public required PipelineDefinition Definition { get; init; }

    /// <summary>A name under <c>explain.metrics</c>.</summary>
    public required string Metric { get; init; }

    public required DateRange Before { get; init; }
    public required DateRange After { get; init; }

    /// <summary>A name of <c>70_explain/dimensions</c>; null for the pipeline's own choice.</summary>
    public string? Dimension { get; init; }

    /// <summary>
    /// Take a date that a gate holds back, and that has nothing published, with the figures of its last run. They are not
    /// published by that; the date is marked.
    /// </summary>
    public bool WithHeldBack { get; init; }
}
