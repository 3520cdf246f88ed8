using Bunit;
using RetailRocket.Web.Components.Shared;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Parts;

public sealed class StatTileTests : PartTests
{
    [Theory]
    [InlineData(GoodDirection.Up, "0.024", "0.017", "good", "+0.70\u00a0pp")]
    [InlineData(GoodDirection.Up, "0.017", "0.024", "bad", "-0.70\u00a0pp")]
    [InlineData(GoodDirection.Down, "0.017", "0.024", "good", "-0.70\u00a0pp")]
    [InlineData(GoodDirection.None, "0.017", "0.024", "plain", "-0.70\u00a0pp")]
    [InlineData(GoodDirection.Up, "0.017", "0.017", "plain", "0.00\u00a0pp")]
    public void Change_OfARate_HasItsTone(GoodDirection good, string now, string before, string tone, string words)
    {
        var tile = Render<StatTile>(parameters =>
            parameters
                .Add(part => part.Label, "CVR")
                .Add(part => part.Kind, FigureKind.Rate)
                .Add(part => part.Value, Number(now))
                .Add(part => part.Before, Number(before))
                .Add(part => part.Good, good)
        );
        var change = tile.Find(".tile-change");
        Assert.Contains(tone, change.ClassList);
        Assert.Equal(words, change.TextContent.Trim());
    }

    [Fact]
    public void Change_Unknown_KeepsItsLine()
    {
        var tile = Render<StatTile>(parameters =>
            parameters
                .Add(part => part.Label, "Visitors")
                .Add(part => part.Kind, FigureKind.Count)
                .Add(part => part.Value, 3)
                .Add(part => part.BeforeLabel, "2015-06-09 (Tue)")
        );
        Assert.Equal("", tile.Find(".tile-move").TextContent.Trim());
        Assert.Equal("2015-06-09 (Tue) –", tile.Find(".tile-before").TextContent);
    }

    [Fact]
    public void Value_Missing_IsADashWithoutChange()
    {
        var tile = Render<StatTile>(parameters =>
            parameters
                .Add(part => part.Label, "Visitors")
                .Add(part => part.Kind, FigureKind.Count)
                .Add(part => part.Value, (decimal?)null)
                .Add(part => part.Before, 5)
        );
        Assert.Equal(Formats.None, tile.Find(".tile-value").TextContent);
        Assert.Empty(tile.FindAll(".tile-change"));
    }

    [Fact]
    public void History_WithAGap_BreaksTheLine()
    {
        var tile = Render<StatTile>(parameters =>
            parameters
                .Add(part => part.Label, "Visitors")
                .Add(part => part.Kind, FigureKind.Count)
                .Add(part => part.Value, 3)
                .Add(part => part.History, new decimal?[] { 1, 2, null, 2, 3 })
        );
        var line = tile.Find(".rz-line-series path").GetAttribute("d")!;
        Assert.Equal(2, line.Count(letter => letter == 'M'));
    }

    private static decimal Number(string text) =>
        decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
