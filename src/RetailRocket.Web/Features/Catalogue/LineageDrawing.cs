namespace RetailRocket.Web.Features.Catalogue;

/// <summary>The lineage laid out from left to right.</summary>
public sealed record LineageDrawing(
    IReadOnlyList<LineagePlace> Places,
    IReadOnlyList<LineageEdge> Edges,
    double Width,
    double Height
)
{
    public const double NodeWidth = 172;
    public const double NodeHeight = 42;
}
