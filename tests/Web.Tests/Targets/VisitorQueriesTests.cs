using System.Globalization;
using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Web.Features.Targets;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Targets;

/// <summary>Why a visitor is on a list: conditions, values, and the event that decided.</summary>
public sealed class VisitorQueriesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_TwentyViewsInSevenDays_NamesTheTwentieth()
    {
        using var files = new EventFiles();
        // One view lies just before the seven days, so the twentieth within them is of 10:19.
        files.Event("2015-06-01 23:00:00", 1, "view");
        for (var minute = 0; minute < 22; minute++)
            files.Event(
                string.Create(CultureInfo.InvariantCulture, $"2015-06-08 10:{minute:00}:00"),
                1,
                "view",
                item: minute + 1
            );
        files.Write();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-06-01", "2015-06-08");

        var model = await shop.Visitors().ReadAsync(await shop.ViewAsync("2015-06-01", "2015-06-08"), 1, Token);

        var viewer = Answer(model!, TargetLists.HighIntentViewers);
        Assert.Equal(1, viewer.Rank);
        Assert.Equal("view_events_7d=22", viewer.Evidence);
        Assert.Equal([EngineHost.Day("2015-06-08")], viewer.ListedDates);
        Assert.True(viewer.IsQualified);
        var views = viewer.Conditions.Single(condition => condition.Name == "views_7d");
        Assert.Equal((22, 20, true), (views.Observed, views.Threshold, views.IsMet));
        Assert.Equal(20, views.Deciding!.ItemId);
        Assert.Equal(new DateTimeOffset(2015, 6, 8, 1, 19, 0, TimeSpan.Zero), views.Deciding.At);
        Assert.Equal("events.csv", views.Deciding.File);
        Assert.Equal(22, views.Deciding.Line);
    }

    [Fact]
    public async Task Read_OrderAfterTheCart_NamesTheOrderThatBrokeIt()
    {
        using var files = new EventFiles()
            .Event("2015-06-08 10:00:00", 1, "addtocart", item: 7)
            .Event("2015-06-08 10:05:00", 1, "transaction", item: 7, transaction: "55")
            .Event("2015-06-08 11:00:00", 1, "transaction", item: 8, transaction: "56")
            .Write();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-06-08", "2015-06-08");

        var model = await shop.Visitors().ReadAsync(await shop.ViewAsync("2015-06-08", "2015-06-08"), 1, Token);

        var abandoner = Answer(model!, TargetLists.CartAbandoners);
        Assert.False(abandoner.IsListed);
        var orders = abandoner.Conditions.Single(condition => condition.Name == "orders_on_date");
        Assert.Equal((2, 0, false), (orders.Observed, orders.Threshold, orders.IsMet));
        Assert.Equal(55, orders.Deciding!.TransactionId);
        // The second order made the repeat buyer.
        var repeat = Answer(model!, TargetLists.RepeatBuyers);
        Assert.True(repeat.IsListed);
        Assert.Equal(56, Assert.Single(repeat.Conditions).Deciding!.TransactionId);
        Assert.Equal(3, model!.Events.Count);
    }

    [Fact]
    public async Task Read_EverySegmentAndVisitor_AgreesWithThePublishedLists()
    {
        using var files = new EventFiles().Days("2015-06-01", 4);
        for (var visitor = 1; visitor <= 6; visitor++)
        {
            for (var view = 0; view < 17 + visitor; view++)
                files.Event(
                    string.Create(CultureInfo.InvariantCulture, $"2015-06-04 12:{view:00}:00"),
                    900 + visitor,
                    "view"
                );
            if (visitor == 6)
                files.Event("2015-06-02 12:00:00", 906, "addtocart");
        }
        files.Event("2015-06-03 12:00:00", 1, "transaction", transaction: "77");
        files.Write();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-06-01", "2015-06-04");
        var listed = 0;
        foreach (var date in (string[])["2015-06-02", "2015-06-03", "2015-06-04"])
        {
            var view = await shop.ViewAsync("2015-06-01", date);
            foreach (var visitor in (int[])[1, 2, 3, 101, 102, 201, 202, 301, 302, 901, 902, 903, 904, 905, 906])
            {
                var model = await shop.Visitors().ReadAsync(view, visitor, Token);
                Assert.All(model!.Segments, answer => Assert.Equal(answer.IsListed, answer.IsQualified));
                listed += model.Segments.Count(answer => answer.IsListed);
            }
        }
        Assert.Equal(await CountAsync(shop), listed);
    }

    [Fact]
    public async Task Read_UnknownVisitor_HasNoEvents()
    {
        using var files = new EventFiles().Days("2015-06-01", 1).Write();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-06-01", "2015-06-01");

        var model = await shop.Visitors().ReadAsync(await shop.ViewAsync("2015-06-01", "2015-06-01"), 12345, Token);

        Assert.False(model!.IsKnown);
        Assert.All(model.Segments, answer => Assert.False(answer.IsListed));
    }

    private static Task<long> CountAsync(ShopHost shop) =>
        shop.Engine.ScalarAsync<long>(
            "select count(*) from published.mart_rr_crm_targets_daily where kpi_date between '2015-06-02' and '2015-06-04'"
        );

    private static SegmentAnswer Answer(VisitorModel model, string segment) =>
        model.Segments.Single(answer => answer.Segment == segment);
}
