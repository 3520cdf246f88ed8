using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Web.Features.Quality;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Quality;

/// <summary>The grid, the history of a check and its evidence.</summary>
public sealed class QualityQueriesTests
{
    private const string UnknownEvent = "001_domain_checks";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_BlockedReRun_DiffersByBasis()
    {
        using var good = new EventFiles().Days("2015-06-01", 3).Write();
        await using var shop = await ShopHost.CreateAsync(good.Path, "2015-06-01", "2015-06-04");
        await BreakAsync(shop);
        var view = await shop.ViewAsync("2015-06-01", "2015-06-04");

        var latest = await shop.Quality().ReadAsync(view, RunBasis.Latest, Token);
        var published = await shop.Quality().ReadAsync(view, RunBasis.Published, Token);

        // The fourth date has no source row; it was run, and that is a verdict.
        Assert.Equal(
            [Verdict.Pass, Verdict.Fail, Verdict.Pass, Verdict.NoData],
            latest.Days.Select(day => day.Verdict)
        );
        Assert.Equal([Verdict.Pass, Verdict.Pass, Verdict.Pass, null], published.Days.Select(day => day.Verdict));
        Assert.All(published.Days.Take(3), day => Assert.Equal(1, day.Run));
        Assert.Equal([false, true, false, false], latest.Days.Select(day => day.IsBlocked));
        var second = latest.Days[1];
        Assert.Equal((1, shop.Engine.Definition.Checks.Count - 1), (second.Failed, second.Passed));
        Assert.Equal(Verdict.Fail, CellOf(latest, "2015-06-02").Verdict);
        Assert.Equal(1, CellOf(latest, "2015-06-02").FailedRows);
        Assert.Equal(Verdict.Pass, CellOf(published, "2015-06-02").Verdict);
        Assert.Equal(Verdict.NoData, CellOf(latest, "2015-06-04").Verdict);
    }

    [Fact]
    public async Task Read_Grid_HasEveryCheckInTheOrderOfTheGates()
    {
        using var files = new EventFiles().Days("2015-06-01", 1).Write();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-06-01", "2015-06-01");

        var model = await shop.Quality()
            .ReadAsync(await shop.ViewAsync("2015-06-01", "2015-06-01"), RunBasis.Latest, Token);

        Assert.Equal(
            shop.Engine.Definition.Checks.OrderBy(check => check.Phase)
                .ThenBy(check => check.Name, StringComparer.Ordinal)
                .Select(check => check.Name),
            model.Checks.Select(check => check.Name)
        );
        Assert.All(model.Checks, check => Assert.False(string.IsNullOrEmpty(check.About)));
    }

    [Fact]
    public async Task Check_BlockedDate_HasHistoryRunsAndEvidence()
    {
        using var good = new EventFiles().Days("2015-06-01", 3).Write();
        await using var shop = await ShopHost.CreateAsync(good.Path, "2015-06-01", "2015-06-03");
        await BreakAsync(shop);
        var view = await shop.ViewAsync("2015-06-01", "2015-06-03");

        var model = await shop.Quality()
            .CheckAsync(view, UnknownEvent, EngineHost.Day("2015-06-02"), RunBasis.Latest, Token);

        Assert.Equal([3, 2, 1], model.History.Select(row => row.Date.Day));
        Assert.Equal(
            (Verdict.Fail, 1m, 0m),
            (model.Shown!.Verdict, model.Shown.Observed!.Value, model.Shown.Threshold)
        );
        Assert.Equal([(2L, false), (1L, true)], model.OfDate.Select(row => (row.Run, row.IsPublished)));
        Assert.Equal(nameof(CheckPhase.BeforeStaging), model.Gate);
        var row = Assert.Single(model.Samples.Rows);
        Assert.Equal("wishlist", row[model.Samples.Columns.ToList().IndexOf("event_type")]);
        Assert.Contains("events.csv", row);
    }

    [Fact]
    public async Task Check_UnknownName_IsUnknown()
    {
        using var files = new EventFiles().Days("2015-06-01", 1).Write();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-06-01", "2015-06-01");
        var view = await shop.ViewAsync("2015-06-01", "2015-06-01");

        var model = await shop.Quality().CheckAsync(view, "999_none", view.To, RunBasis.Latest, Token);

        Assert.True(model.IsUnknown);
    }

    [Theory]
    [InlineData(Roles.Quality, false)]
    [InlineData(Roles.Analyst, true)]
    [InlineData(Roles.Marketer, true)]
    public async Task Samples_WithSourceLines_AreForThoseWhoMayReadQuarantine(string role, bool withheld)
    {
        using var files = new EventFiles().Days("2015-06-01", 1).Line("1433127600000,secret-text,view,5,").Write();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-06-01", "2015-06-01");

        var samples = await shop.Quality(role)
            .SamplesAsync("retailrocket", "011_rejected_lines", EngineHost.Day("2015-06-01"), 1, Token);

        Assert.Equal(withheld, samples.IsWithheld);
        Assert.Equal(withheld ? 0 : 1, samples.Rows.Count);
    }

    [Fact]
    public void SampleReader_Rows_StandInTheOrderOfTheSelect()
    {
        var table = SampleReader.Read(
            """[{"b": 1, "problem": null, "line_no": 7}, {"b": "x", "line_no": 8}]""",
            "with a as (select b from t) select line_no, problem, b from a"
        );

        Assert.Equal(["line_no", "problem", "b"], table.Columns);
        Assert.Equal(["7", null, "1"], table.Rows[0]);
        Assert.Equal(["8", null, "x"], table.Rows[1]);
    }

    private static async Task BreakAsync(ShopHost shop)
    {
        using var bad = new EventFiles().Days("2015-06-01", 3).Event("2015-06-02 12:00:00", 777, "wishlist").Write();
        await shop.Engine.LandAsync(bad.Path);
        await shop.Engine.RunAsync("2015-06-02");
    }

    private static CheckCell CellOf(QualityModel model, string date) =>
        model
            .Checks.Single(check => check.Name == UnknownEvent)
            .Cells.Single(cell => cell.Date == EngineHost.Day(date));
}
