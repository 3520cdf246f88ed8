namespace RetailRocket.Web.Features.Targets;

/// <summary>One condition of a segment for one visitor.</summary>
/// <param name="Name">Such as <c>views_7d</c>; the words are under <c>Condition.&lt;name&gt;</c>.</param>
/// <param name="Observed">The visitor's number.</param>
/// <param name="IsLeast">At least the threshold; otherwise exactly it.</param>
/// <param name="Deciding">The event that reached the threshold or broke the condition; null when none did.</param>
public sealed record SegmentCondition(
    string Segment,
    string Name,
    long Observed,
    bool IsLeast,
    long Threshold,
    bool IsMet,
    VisitorEvent? Deciding
);
