using Bunit;
using RetailRocket.Web.Components.Charts;
using RetailRocket.Web.Components.Shared;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Parts;

public sealed class TrendChartTests : PartTests
{
    private const string Line = ".rz-line-series > path";
    private const string Dot = ".line-chart-dot";

    private static readonly DateOnly First = new(2015, 6, 1);
    private static readonly DateOnly[] Dates = [.. Enumerable.Range(0, 4).Select(First.AddDays)];

    [Fact]
    public void Draw_TwoSeries_LabelsThemAndDashesTheComparison()
    {
        var chart = RenderChart(
            new TrendSeries("Now", [1, 2, 3, 4]),
            new TrendSeries("Before", [1, 1, 1, 1], IsComparison: true)
        );
        Assert.Equal([null, "4.5 4.5"], chart.FindAll(Line).Select(line => line.GetAttribute("stroke-dasharray")));
        Assert.Equal(["Before", "Now"], chart.FindAll(".trend-label").Select(label => label.TextContent).Order());
        Assert.Equal(4, chart.FindAll(".trend-hit").Count);
    }

    [Fact]
    public void Date_Focused_IsReadOutWithEverySeriesAndItsMark()
    {
        var chart = Render<TrendChart>(parameters =>
            parameters
                .Add(part => part.Title, "CVR")
                .Add(part => part.Dates, Dates)
                .Add(part => part.Kind, FigureKind.Rate)
                .Add(part => part.Series, [new TrendSeries("CVR", [.024m, null, .017m, .02m])])
                .Add(part => part.Marks, [new TrendMark(First.AddDays(1), Standing.Fail, "held back")])
        );
        var hits = chart.FindAll(".trend-hit");
        Assert.Equal("2015-06-01 (Mon): CVR 2.40\u00a0%", hits[0].GetAttribute("aria-label"));
        Assert.Equal("2015-06-02 (Tue): CVR –. held back", hits[1].GetAttribute("aria-label"));
        Assert.Single(chart.FindAll(".trend-mark-fail"));
        // One stop for the Tab key; arrows do the rest.
        Assert.Single(hits, hit => hit.GetAttribute("tabindex") == "0");
    }

    [Fact]
    public void Table_Opened_HoldsEveryFigure()
    {
        var chart = RenderChart(new TrendSeries("Visitors", [1404179, 2, 3, 4]));
        Assert.Empty(chart.FindAll("tbody tr"));
        chart.Find("details").TriggerEvent("ontoggle", EventArgs.Empty);
        Assert.Equal(4, chart.FindAll("tbody tr").Count);
        Assert.Equal("1,404,179", chart.Find("tbody td").TextContent);
    }

    [Fact]
    public void Axis_OfCounts_StartsAtZero()
    {
        var chart = RenderChart(new TrendSeries("Visitors", [1000, 1100, 1050, 1200]));
        Assert.Equal("0", chart.FindAll(".rz-value-axis .rz-tick-text")[0].TextContent);
        Assert.Equal("06-01", chart.FindAll(".rz-category-axis .rz-tick-text")[0].TextContent);
    }

    [Fact]
    public void Draw_ADateWithoutAValue_BreaksTheLine()
    {
        var chart = RenderChart(new TrendSeries("Visitors", [1, null, 3, 4]));
        Assert.Equal(2, chart.Find(Line).GetAttribute("d")!.Count(letter => letter == 'M'));
    }

    [Fact]
    public void Draw_ADateBetweenGaps_IsADot()
    {
        var dot = Assert.Single(RenderChart(new TrendSeries("Visitors", [1, null, 3, 4])).FindAll(Dot));
        Assert.StartsWith("left:0%;top:75%;", dot.GetAttribute("style"), StringComparison.Ordinal);
        Assert.Empty(RenderChart(new TrendSeries("Visitors", [1, 2, 3, 4])).FindAll(Dot));
    }

    [Fact]
    public void Draw_OtherValuesOnTheSameAxes_RedrawsTheLine()
    {
        var chart = RenderChart(new TrendSeries("Visitors", [1, 2, 3, 4]));
        var before = chart.Find(Line).GetAttribute("d");
        chart.Render(parameters => parameters.Add(part => part.Series, [new TrendSeries("Visitors", [4, 3, 2, 1])]));
        Assert.NotEqual(before, chart.Find(Line).GetAttribute("d"));
    }

    [Theory]
    [InlineData(0, 1, 0, 1, .5)]
    [InlineData(0, 3, 0, .25, 0)]
    [InlineData(1, 3, .25, .5, .5)]
    [InlineData(2, 3, .75, .25, 1)]
    public void Strip_OfADate_HasItsPointWhereTheLineHasIt(
        int at,
        int count,
        double left,
        double width,
        double centre
    ) => Assert.Equal(new ChartStrip(left, width, centre), ChartStrip.Of(at, count));

    [Fact]
    public void Select_ByDragging_GivesTheRangeWhicheverWay()
    {
        (DateOnly From, DateOnly To)? chosen = null;
        var chart = Render<TrendChart>(parameters =>
            parameters
                .Add(part => part.Title, "CVR")
                .Add(part => part.Dates, Dates)
                .Add(part => part.Series, [new TrendSeries("CVR", [1, 2, 3, 4])])
                .Add(part => part.OnSelect, range => chosen = range)
        );
        chart
            .FindAll(".trend-hit")[2]
            .TriggerEvent("onpointerdown", new Microsoft.AspNetCore.Components.Web.PointerEventArgs());
        chart
            .FindAll(".trend-hit")[0]
            .TriggerEvent("onpointerup", new Microsoft.AspNetCore.Components.Web.PointerEventArgs());
        Assert.Equal((First, First.AddDays(2)), chosen);
    }

    [Fact]
    public void Draw_NothingKnown_SaysSo() =>
        Assert.Contains(
            "Nothing to draw",
            RenderChart(new TrendSeries("CVR", [null, null, null, null])).Markup,
            StringComparison.Ordinal
        );

    [Fact]
    public void Draw_ValuesThatDoNotFitTheDates_IsAnError() =>
        Assert.Throws<ArgumentException>(() => RenderChart(new TrendSeries("CVR", [1, 2])));

    [Theory]
    [InlineData(0, 7, 8)]
    [InlineData(0, 1404179, 1500000)]
    [InlineData(-3, 5, 6)]
    public void Ticks_OfARange_CoverItInAFewRoundSteps(int low, int high, int top)
    {
        var ticks = AxisTicks.Of(low, high);
        Assert.InRange(ticks.Count, 3, 7);
        Assert.True(ticks[0] <= Math.Min(0, low));
        Assert.Equal(top, ticks[^1]);
    }

    private IRenderedComponent<TrendChart> RenderChart(params TrendSeries[] series) =>
        Render<TrendChart>(parameters =>
            parameters
                .Add(part => part.Title, "Chart")
                .Add(part => part.Dates, Dates)
                .Add(part => part.Kind, FigureKind.Count)
                .Add(part => part.Series, series)
        );
}
