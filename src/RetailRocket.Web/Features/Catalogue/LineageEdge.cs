namespace RetailRocket.Web.Features.Catalogue;

/// <summary>A connection of the drawing, as an SVG path from the right edge of one node to the left edge of another.</summary>
public sealed record LineageEdge(string From, string To, string Path);
