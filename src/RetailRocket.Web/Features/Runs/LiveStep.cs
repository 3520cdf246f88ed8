using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Web.Features.Runs;

/// <summary>A step of a run of this process, from its beginning on.</summary>
/// <param name="Elapsed">Since its start; of a step that is under way it grows.</param>
public sealed record LiveStep(
    long RunId,
    string Kind,
    string Name,
    DateRange? Range,
    RunStepState State,
    DateTimeOffset StartedAt,
    TimeSpan Elapsed,
    long Rows
);
