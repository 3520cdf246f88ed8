using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Web.Features.Runs;

/// <summary>What a person asks to run.</summary>
/// <param name="Ripple">Run as well the later published dates that become stale.</param>
/// <param name="Hold">Publish nothing before somebody approves it.</param>
public sealed record RunAsk(
    string Pipeline,
    DateRange Range,
    SourceChoice Source,
    bool Force,
    bool Ripple = false,
    bool Hold = false
);
