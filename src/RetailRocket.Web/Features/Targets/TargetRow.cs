namespace RetailRocket.Web.Features.Targets;

/// <summary>A line of a target list.</summary>
/// <param name="EvidenceAt">The instant that the evidence speaks of.</param>
public sealed record TargetRow(int Rank, int VisitorId, int EvidenceCount, DateTimeOffset EvidenceAt, string Evidence);
