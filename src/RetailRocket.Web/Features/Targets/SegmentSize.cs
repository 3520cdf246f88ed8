namespace RetailRocket.Web.Features.Targets;

/// <summary>Visitors of a segment on a published date, before the list is cut.</summary>
public sealed record SegmentSize(DateOnly Date, string Segment, long Size);
