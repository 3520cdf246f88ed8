using RetailRocket.Pipeline.Definitions;
using RetailRocket.Web.Features.Catalogue;

namespace RetailRocket.Web.Tests.Catalogue;

public sealed class LineageLayoutTests
{
    private static readonly Lineage Shipped = new(
        PipelineCatalog.Open(Path.Combine(AppContext.BaseDirectory, "sql")).Get("retailrocket")
    );

    [Fact]
    public void Of_ShippedPipeline_PlacesEveryNodeRightOfItsInputs()
    {
        var drawing = LineageLayout.Of(Shipped.Nodes);
        var places = drawing.Places.ToDictionary(place => place.Node.Name);
        Assert.Equal(Shipped.Nodes.Count, places.Count);
        Assert.All(
            Shipped.Nodes,
            node =>
                Assert.All(
                    node.Inputs,
                    input =>
                        Assert.True(
                            places[input].X + LineageDrawing.NodeWidth < places[node.Name].X,
                            $"{input} {node.Name}"
                        )
                )
        );
        Assert.Equal(Shipped.Nodes.Sum(node => node.Inputs.Count), drawing.Edges.Count);
    }

    [Fact]
    public void Of_ShippedPipeline_OverlapsNothingAndStaysInside()
    {
        var drawing = LineageLayout.Of(Shipped.Nodes);
        foreach (var layer in drawing.Places.GroupBy(place => place.Layer))
        {
            var ordered = layer.OrderBy(place => place.Y).ToList();
            Assert.All(
                ordered.Zip(ordered.Skip(1)),
                pair => Assert.True(pair.First.Y + LineageDrawing.NodeHeight <= pair.Second.Y + .001)
            );
        }
        Assert.All(
            drawing.Places,
            place =>
            {
                Assert.InRange(place.X, 0, drawing.Width - LineageDrawing.NodeWidth);
                Assert.InRange(place.Y, 0, drawing.Height - LineageDrawing.NodeHeight);
            }
        );
    }

    [Fact]
    public void Of_SameNodes_GivesTheSameDrawing() =>
        Assert.Equal(
            LineageLayout.Of(Shipped.Nodes).Edges.Select(edge => edge.Path),
            LineageLayout.Of(Shipped.Nodes).Edges.Select(edge => edge.Path)
        );

    [Theory]
    [InlineData("fact_rr_events", "fact_rr_events")]
    [InlineData("published.mart_rr_funnel_daily", "mart_rr_funnel_daily")]
    [InlineData("mart_rr_funnel_category_tree_daily", "mart_rr_funnel_|category_tree_daily")]
    [InlineData("atablewithoutanyunderscoreinitsname", "atablewithoutanyunders|coreinitsname")]
    public void Lines_Name_IsCutAfterAnUnderscore(string name, string lines) =>
        Assert.Equal(lines, string.Join('|', NodeWords.Lines(name)));
}
