namespace RetailRocket.Web.Features.Targets;

/// <summary>Whether and why a visitor is in a segment.</summary>
/// <param name="Rank">Place on the published list; null when the visitor is not on it.</param>
/// <param name="Evidence">As published.</param>
/// <param name="Conditions">From the facts as they stand.</param>
/// <param name="ListedDates">Published dates of the range with the visitor on the list.</param>
public sealed record SegmentAnswer(
    string Segment,
    int? Rank,
    string? Evidence,
    IReadOnlyList<SegmentCondition> Conditions,
    IReadOnlyList<DateOnly> ListedDates
)
{
    public bool IsListed => Rank is not null;

    /// <summary>All conditions hold by the facts.</summary>
    public bool IsQualified => Conditions.All(condition => condition.IsMet);
}
