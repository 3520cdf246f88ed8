using Bunit;
using RetailRocket.Web.Components.Charts;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Parts;

public sealed class CohortHeatmapTests : PartTests
{
    private static readonly CohortRow[] Rows =
    [
        new("2015-06-01", 100, [new(1, 100, true), new(.05m, 5, true), new(.02m, 2, false)]),
        new("2015-06-08", 50, [new(1, 50, true), new(.04m, 2, false), null]),
    ];

    [Fact]
    public void Draw_Rows_MarksIncompleteCellsAndLeavesTheFutureEmpty()
    {
        var map = Render<CohortHeatmap>(parameters =>
            parameters
                .Add(part => part.Title, "Cohorts")
                .Add(part => part.Rows, Rows)
                .Add(part => part.Mean, [1, .05m, null])
        );
        Assert.Equal(5, map.FindAll("[data-cell]").Count);
        Assert.Equal(2, map.FindAll(".incomplete").Count);
        Assert.Equal(
            ["", "100.00\u00a0%", "5.00\u00a0%", "–"],
            map.FindAll(".cohort-mean td").Select(cell => cell.TextContent.Trim())
        );
    }

    [Fact]
    public void Cell_Pressed_GivesItsCohortAndWeek()
    {
        (CohortRow Row, int Week)? chosen = null;
        var map = Render<CohortHeatmap>(parameters =>
            parameters
                .Add(part => part.Title, "Cohorts")
                .Add(part => part.Rows, Rows)
                .Add(part => part.OnCell, cell => chosen = cell)
        );
        map.FindAll("button[data-cell]")[1].Click();
        Assert.Equal(("2015-06-01", 1), (chosen!.Value.Row.Label, chosen.Value.Week));
        Assert.Contains(
            "5 of 100 visitors",
            map.FindAll("button[data-cell]")[1].GetAttribute("aria-label"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Cells_AsCounts_PrintVisitors()
    {
        var map = Render<CohortHeatmap>(parameters =>
            parameters
                .Add(part => part.Title, "Cohorts")
                .Add(part => part.Rows, Rows)
                .Add(part => part.ShowsCounts, true)
        );
        Assert.Equal(["100", "5", "2", "50", "2"], map.FindAll("[data-cell]").Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public void Text_OnAnyDepth_StandsOutInBothThemes()
    {
        for (var depth = 0d; depth <= 1; depth += .02)
            foreach (var (low, high) in HeatColour.Themes)
            {
                var background = HeatColour.Mix(low, high, depth);
                var text = HeatColour.TextOn(background) == "#000" ? 0 : 255;
                Assert.True(
                    HeatColour.Contrast(background, (text, text, text)) >= 4.5,
                    $"Depth {depth} is unreadable."
                );
            }
    }
}
