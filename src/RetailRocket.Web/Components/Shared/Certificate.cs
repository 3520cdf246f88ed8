using RetailRocket.Pipeline.Database.Operations;

namespace RetailRocket.Web.Components.Shared;

/// <summary>What stands behind the figures of a date.</summary>
/// <param name="AsOf">The business date.</param>
/// <param name="RunId">The run that computed them.</param>
/// <param name="DefinitionVersion">Hash of the definitions that produced them.</param>
/// <param name="IsStale">A run now would give other figures: files or definitions changed since.</param>
/// <param name="Waiver">Who let a failed check through, and why; null when nobody had to.</param>
public sealed record Certificate(
    string Pipeline,
    DateOnly AsOf,
    Verdict Verdict,
    long RunId,
    string DefinitionVersion,
    bool IsStale = false,
    string? Waiver = null
);
