using Bunit;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Web.Components.Pages.Quality;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Features.Quality;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Parts;

public sealed class CheckGridTests : PartTests
{
    private static readonly DateOnly First = new(2015, 6, 1);

    private static readonly ViewState View = new()
    {
        Pipeline = "retailrocket",
        From = First,
        To = First.AddDays(1),
        Dates =
        [
            new ViewDate(First, Verdict.Pass, 1, Verdict.Pass),
            new ViewDate(First.AddDays(1), Verdict.Fail, null, null),
        ],
        TimeZone = "Asia/Seoul",
    };

    [Fact]
    public void Cells_OfVerdicts_SayThemByWordAndLeadToTheDate()
    {
        var grid = RenderGrid(
            new CheckCell(First, Verdict.Pass, 0),
            new CheckCell(First.AddDays(1), Verdict.Fail, 1234)
        );

        var failed = grid.Find(".cell-fail[title*='001_none']");
        Assert.Equal("fail", failed.QuerySelector(".visually-hidden")!.TextContent);
        Assert.Equal("001_none, 2015-06-02 (Tue): fail, 1,234 rows", failed.GetAttribute("title"));
        Assert.Contains("date=2015-06-02", failed.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal(
            "001_none, 2015-06-01 (Mon): pass",
            grid.Find(".cell-pass[title*='001_none']").GetAttribute("title")
        );
    }

    [Fact]
    public void Cells_Together_AreOneStopOfTheTabKey()
    {
        var grid = RenderGrid(new CheckCell(First, Verdict.Pass, 0));

        Assert.Single(grid.FindAll("[data-cell][tabindex='0']"));
        Assert.NotEmpty(grid.FindAll("[data-cell][tabindex='-1']"));
    }

    [Fact]
    public void Cell_WithoutAResult_IsNeitherGreenNorALink()
    {
        var grid = RenderGrid(new CheckCell(First, Verdict.Pass, 0));

        var none = Assert.Single(grid.FindAll(".cell-none"));
        Assert.Equal("SPAN", none.TagName);
        Assert.Contains("not run", none.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_ThatOnlyWarns_SaysSo()
    {
        var grid = RenderGrid(new CheckCell(First, Verdict.Warn, 2));

        Assert.Equal("warns", grid.Find(".check-warns").TextContent);
        Assert.Equal("Before staging", grid.Find(".check-gate th").TextContent);
    }

    private IRenderedComponent<CheckGrid> RenderGrid(params CheckCell[] cells) =>
        Render<CheckGrid>(parameters =>
            parameters
                .Add(part => part.View, View)
                .Add(
                    part => part.Days,
                    [
                        new QualityDay(First, 1, Verdict.Pass, 1, Verdict.Pass, 1, 1, 0, 0),
                        new QualityDay(First.AddDays(1), 1, Verdict.Fail, 1, Verdict.Fail, null, 0, 0, 1),
                    ]
                )
                .Add(part => part.Checks, [new CheckLine("001_none", "BeforeStaging", "Warn", "What to do.", cells)])
                .Add(part => part.Basis, RunBasis.Latest)
        );
}
