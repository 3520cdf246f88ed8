namespace RetailRocket.Web.Features.Targets;

/// <summary>Visitors on the lists of both segments; with the same segment twice, its own list.</summary>
public sealed record SegmentOverlap(string Segment, string Other, long Visitors);
