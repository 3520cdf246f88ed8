namespace RetailRocket.Web.Features.Targets;

/// <summary>Which list, and in which encoding.</summary>
public sealed record TargetFileRequest(string Pipeline, DateOnly Date, string Segment, FileEncoding Encoding);
