using RetailRocket.Pipeline.Database.Operations;

namespace RetailRocket.Web.Features.Catalogue;

/// <summary>The tables of a pipeline and how they stood on a date.</summary>
public sealed record CatalogueModel
{
    /// <summary>Each after what it is made from.</summary>
    public required IReadOnlyList<CatalogueEntry> Tables { get; init; }

    /// <summary>All checks, in the definition's order.</summary>
    public required IReadOnlyList<CatalogueCheck> Checks { get; init; }

    /// <summary>The run whose verdicts they are; null when no run has judged the date.</summary>
    public long? Run { get; init; }

    /// <summary>The run whose figures of the date readers see; null when it is not published.</summary>
    public long? PublishedRun { get; init; }

    public Verdict? PublishedVerdict { get; init; }

    /// <summary>Files of the date have been written.</summary>
    public bool IsExported { get; init; }
}
