using Bunit;
using RetailRocket.Web.Components.Charts;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Parts;

public sealed class WaterfallTests : PartTests
{
    [Fact]
    public void Of_PartsOfALargeChange_StartsAtZeroAndEachGoesOnWhereTheLastEnded()
    {
        var (bars, start) = WaterfallBar.Of([
            new("before", 0.04m, true),
            new("mix", 0.01m),
            new("rate", -0.03m),
            new("after", 0.02m, true),
        ]);

        Assert.Equal(0m, start);
        Assert.Equal([0.8, 1.0, 0.4, 0.4], bars.Select(bar => Math.Round(bar.End, 6)));
        Assert.Equal([0.0, 0.8, 0.4, 0.0], bars.Select(bar => Math.Round(bar.Left, 6)));
        Assert.Equal([0.8, 0.2, 0.6, 0.4], bars.Select(bar => Math.Round(bar.Width, 6)));
    }

    [Fact]
    public void Of_AHairOfAChange_StartsNearIt()
    {
        var (bars, start) = WaterfallBar.Of([
            new("before", 0.50m, true),
            new("rate", 0.01m),
            new("after", 0.51m, true),
        ]);

        Assert.Equal(0.49m, start);
        Assert.Equal(0.5, bars[1].Width, 6);
    }

    [Fact]
    public void Of_NothingButZeros_IsDrawn() =>
        Assert.All(
            WaterfallBar.Of([new("before", 0, true), new("mix", 0), new("after", 0, true)]).Bars,
            bar => Assert.Equal(0, bar.Width)
        );

    [Fact]
    public void Draw_Steps_PrintsLevelsInPercentAndPartsInPoints()
    {
        var chart = Render<Waterfall>(parameters =>
            parameters
                .Add(part => part.Title, "Parts")
                .Add(part => part.Steps, [new("Before", 0.024m, true), new("Mix", -0.007m), new("After", 0.017m, true)])
        );

        Assert.Equal(
            ["2.40\u00a0%", "-0.70\u00a0pp", "1.70\u00a0%"],
            chart.FindAll("td.number").Select(cell => cell.TextContent)
        );
        Assert.Single(chart.FindAll(".waterfall-down"));
        Assert.Equal("Parts", chart.Find("caption").TextContent);
    }
}
