using RetailRocket.Pipeline.Database.Operations;

namespace RetailRocket.Web.Features.Funnel;

/// <summary>A published date with what stands behind it.</summary>
/// <param name="DefinitionVersion">Hash of the definitions that produced the figures.</param>
public sealed record FunnelDay(
    DateOnly Date,
    long RunId,
    Verdict Verdict,
    string DefinitionVersion,
    FunnelFigures Figures
);
