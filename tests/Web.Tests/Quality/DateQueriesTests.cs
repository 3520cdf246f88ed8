using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Web.Features.Quality;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Quality;

/// <summary>What a held run would publish against what is published.</summary>
public sealed class DateQueriesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_BlockedReRun_ComparesFigureByFigure()
    {
        using var good = new EventFiles().Days("2015-05-26", 8).Write();
        await using var shop = await ShopHost.CreateAsync(good.Path, "2015-05-26", "2015-06-02");
        using var bad = new EventFiles()
            .Days("2015-05-26", 8)
            .Event("2015-06-02 12:00:00", 777, "wishlist")
            .Event("2015-06-02 12:30:00", 778, "addtocart")
            .Write();
        await shop.Engine.LandAsync(bad.Path);
        await shop.Engine.RunAsync("2015-06-02");

        var model = await shop.Dates().ReadAsync("retailrocket", EngineHost.Day("2015-06-02"), Token);

        Assert.Equal((2, Verdict.Fail, 1), (model.Run, model.Verdict, model.Certificate!.RunId));
        Assert.Equal(
            ("001_domain_checks", 1),
            Assert.Single(model.Findings, found => found.Verdict == Verdict.Fail) is { } failed
                ? (failed.Check, failed.FailedRows)
                : default
        );
        Assert.True(model.IsKept);
        Assert.False(model.IsPublishedRun);
        var funnel = Assert.Single(model.Figures);
        Assert.Equal("mart_rr_funnel_daily", funnel.Table);
        Assert.Equal((8m, 6m, 6m), Values(funnel, "visitors"));
        Assert.Equal((3m, 2m, 2m), Values(funnel, "addtocarts"));
        Assert.Equal(FigureKind.Count, Of(funnel, "visitors").Kind);
        Assert.Equal(FigureKind.Rate, Of(funnel, "cvr_session_to_purchase").Kind);
        Assert.Equal("Distinct visitors with any event.", Of(funnel, "visitors").About);
        // One more abandoner (its neighbour's segment size changes too), and the same cohorts.
        var targets = model.Tables.Single(table => table.Table == "mart_rr_crm_targets_daily");
        Assert.Equal(new TableDifference(targets.Table, 2, 1, Added: 1, Removed: 0, Changed: 1), targets);
        var cohorts = model.Tables.Single(table => table.Table == "mart_rr_cohort_weekly");
        Assert.Equal((0, 0, 0), (cohorts.Added, cohorts.Removed, cohorts.Changed));
        Assert.Equal(cohorts.Would, cohorts.Now);
    }

    [Fact]
    public async Task Read_BlockedFirstRun_HasNothingPublishedBeside()
    {
        using var files = new EventFiles().Days("2015-06-01", 1).Event("2015-06-01 12:00:00", 777, "wishlist").Write();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-06-01", "2015-06-01");

        var model = await shop.Dates().ReadAsync("retailrocket", EngineHost.Day("2015-06-01"), Token);

        Assert.Null(model.Certificate);
        Assert.Equal((7m, null, null), Values(Assert.Single(model.Figures), "visitors"));
        Assert.All(model.Tables, table => Assert.Null(table.Now));
        Assert.Contains(model.Tables, table => table.Would > 0);
    }

    [Fact]
    public async Task Read_PrunedRun_SaysThatItsFiguresAreGone()
    {
        using var files = new EventFiles().Days("2015-06-01", 1).Event("2015-06-01 12:00:00", 777, "wishlist").Write();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-06-01", "2015-06-01");
        foreach (
            var table in shop.Engine.Definition.Models.Where(model =>
                model.Layer == Pipeline.Definitions.ModelLayer.Kpi
            )
        )
            await shop.Engine.ExecuteAsync($"delete from retailrocket.{table.Table}");

        var model = await shop.Dates().ReadAsync("retailrocket", EngineHost.Day("2015-06-01"), Token);

        Assert.False(model.IsKept);
    }

    [Fact]
    public async Task Read_PublishedEmptyOrUnknownDate_ComparesNothing()
    {
        using var files = new EventFiles().Days("2015-06-01", 1).Write();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-06-01", "2015-06-02");

        var published = await shop.Dates().ReadAsync("retailrocket", EngineHost.Day("2015-06-01"), Token);
        var empty = await shop.Dates().ReadAsync("retailrocket", EngineHost.Day("2015-06-02"), Token);
        var unknown = await shop.Dates().ReadAsync("retailrocket", EngineHost.Day("2015-06-03"), Token);

        Assert.True(published.IsPublishedRun);
        Assert.Empty(published.Figures);
        Assert.Equal(Verdict.NoData, empty.Verdict);
        Assert.Null(unknown.Run);
    }

    [Fact]
    public async Task Read_WithoutARole_IsRefused()
    {
        using var files = new EventFiles().Days("2015-06-01", 1).Write();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-06-01", "2015-06-01");
        var date = EngineHost.Day("2015-06-01");

        await Assert.ThrowsAsync<AccessDeniedException>(() =>
            shop.Dates("guest").ReadAsync("retailrocket", date, Token)
        );
    }

    private static FigureDifference Of(FigureTable table, string column) =>
        table.Figures.Single(figure => figure.Column == column);

    private static (decimal?, decimal?, decimal?) Values(FigureTable table, string column)
    {
        var figure = Of(table, column);
        return (figure.Would, figure.Now, figure.WeekBefore);
    }
}
