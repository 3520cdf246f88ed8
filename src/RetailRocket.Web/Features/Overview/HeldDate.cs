namespace RetailRocket.Web.Features.Overview;

/// <summary>A date whose figures are not what they should be, and why.</summary>
/// <param name="PublishedRun">Whose figures readers see meanwhile; null for nobody's.</param>
/// <param name="StaleTables">Tables whose inputs changed; empty when the definition did, or when the date is not stale.</param>
public sealed record HeldDate(
    DateOnly Date,
    HeldKind Kind,
    long? Run,
    long? PublishedRun,
    IReadOnlyList<HeldCheck> Checks,
    IReadOnlyList<string> StaleTables
);
