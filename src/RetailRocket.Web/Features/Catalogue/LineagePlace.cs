using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Web.Features.Catalogue;

/// <summary>A node of the lineage with its place in the drawing.</summary>
/// <param name="Layer">Its column, from the left.</param>
/// <param name="X">Left edge.</param>
/// <param name="Y">Upper edge.</param>
public sealed record LineagePlace(LineageNode Node, int Layer, double X, double Y);
