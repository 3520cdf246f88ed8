namespace RetailRocket.Web.Features.Campaigns;

/// <summary>A visitor that must not be contacted.</summary>
public sealed record SuppressedRow(int VisitorId, DateTimeOffset AddedAt, string AddedBy);
