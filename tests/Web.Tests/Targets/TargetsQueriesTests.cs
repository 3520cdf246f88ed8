using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Web.Features.Targets;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Targets;

/// <summary>Sizes, moves, overlaps and first rows against rows whose answer can be counted by hand.</summary>
public sealed class TargetsQueriesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // Carts without an order: 1, 2, 3 on the first date; 2, 3, 4 on the third. Visitor 3 has ordered twice by then. The
    // second date has no row at all.
    private static EventFiles Files() =>
        new EventFiles()
            .Event("2015-06-01 10:00:00", 1, "addtocart")
            .Event("2015-06-01 10:01:00", 1, "addtocart")
            .Event("2015-06-01 10:00:00", 2, "addtocart")
            .Event("2015-06-01 10:00:00", 3, "addtocart")
            .Event("2015-06-03 09:00:00", 2, "addtocart")
            .Event("2015-06-03 09:30:00", 3, "addtocart")
            .Event("2015-06-03 09:00:00", 4, "addtocart")
            .Event("2015-05-31 08:00:00", 3, "transaction", transaction: "1")
            .Event("2015-05-31 09:00:00", 3, "transaction", transaction: "2")
            .Write();

    [Fact]
    public async Task Read_DateAfterAGap_ComparesWithTheLastPublishedDate()
    {
        using var files = Files();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-05-31", "2015-06-03");
        var view = await shop.ViewAsync("2015-06-01", "2015-06-03");

        var model = await shop.Targets().ReadAsync(view, null, Token);

        Assert.Equal(EngineHost.Day("2015-06-01"), model.Before);
        Assert.Equal(
            new SegmentSummary(TargetLists.CartAbandoners, 3, 3, 3, Joined: 1, Stayed: 2, Left: 1),
            model.Segments[0]
        );
        Assert.Equal(
            new SegmentSummary(TargetLists.HighIntentViewers, 0, 0, 0, Joined: 0, Stayed: 0, Left: 0),
            model.Segments[1]
        );
        Assert.Equal(
            new SegmentSummary(TargetLists.RepeatBuyers, 1, 1, 1, Joined: 0, Stayed: 1, Left: 0),
            model.Segments[2]
        );
        Assert.Equal([3, 2, 4], model.Preview.Select(row => row.VisitorId));
        Assert.Equal([1, 2, 3], model.Preview.Select(row => row.Rank));
    }

    [Fact]
    public async Task Read_Range_HasTheSameMovesDateByDate()
    {
        using var files = Files();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-05-31", "2015-06-03");
        var view = await shop.ViewAsync("2015-06-01", "2015-06-03");

        var model = await shop.Targets().ReadAsync(view, TargetLists.CartAbandoners, Token);

        Assert.Equal(
            [
                new SegmentDay(EngineHost.Day("2015-06-03"), EngineHost.Day("2015-06-01"), 3, 3, 1, 2, 1),
                new SegmentDay(EngineHost.Day("2015-06-01"), EngineHost.Day("2015-05-31"), 3, 3, 3, 0, 0),
            ],
            model.Days
        );
        Assert.Equal(
            [3L, 3L],
            model.Sizes.Where(size => size.Segment == TargetLists.CartAbandoners).Select(size => size.Size)
        );
    }

    [Fact]
    public async Task Read_FirstDate_HasNothingToCompareWith()
    {
        using var files = Files();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-05-31", "2015-06-03");
        var view = await shop.ViewAsync("2015-05-31", "2015-05-31");

        var model = await shop.Targets().ReadAsync(view, TargetLists.RepeatBuyers, Token);

        Assert.Null(model.Before);
        Assert.Equal(new SegmentSummary(TargetLists.RepeatBuyers, 1, 1, null, null, null, null), model.Segments[2]);
        var day = Assert.Single(model.Days);
        Assert.Null(day.Joined);
        Assert.Null(day.Left);
    }

    [Fact]
    public async Task Read_VisitorInTwoSegments_IsInTheOverlap()
    {
        using var files = Files();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-05-31", "2015-06-03");

        var model = await shop.Targets().ReadAsync(await shop.ViewAsync("2015-06-01", "2015-06-03"), null, Token);

        Assert.Equal(1, Both(model, TargetLists.CartAbandoners, TargetLists.RepeatBuyers));
        Assert.Equal(1, Both(model, TargetLists.RepeatBuyers, TargetLists.CartAbandoners));
        Assert.Equal(3, Both(model, TargetLists.CartAbandoners, TargetLists.CartAbandoners));
    }

    [Fact]
    public async Task Read_CutList_SaysHowManyAreLeftOut()
    {
        using var files = Files();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-05-31", "2015-06-03");
        await shop.Engine.ExecuteAsync(
            "delete from retailrocket.mart_rr_crm_targets_daily where kpi_date = '2015-06-03' and rank_in_segment > 2"
        );

        var model = await shop.Targets().ReadAsync(await shop.ViewAsync("2015-06-01", "2015-06-03"), null, Token);

        Assert.Equal(3, model.Segments[0].Size);
        Assert.Equal(2, model.Segments[0].Listed);
        Assert.Equal(1, model.Segments[0].Cut);
    }

    [Fact]
    public async Task Read_UnpublishedDate_HasNoListAndNoCertificate()
    {
        using var files = Files();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-05-31", "2015-06-03");

        var model = await shop.Targets().ReadAsync(await shop.ViewAsync("2015-06-01", "2015-06-02"), null, Token);

        Assert.True(model.IsOffered);
        Assert.Null(model.Certificate);
        Assert.Empty(model.Segments);
        Assert.Empty(model.Preview);
    }

    [Fact]
    public async Task Read_WithoutTheRole_IsRefused()
    {
        using var files = Files();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-06-01", "2015-06-01");
        var view = await shop.ViewAsync("2015-06-01", "2015-06-01");

        await Assert.ThrowsAsync<AccessDeniedException>(() => shop.Targets("guest").ReadAsync(view, null, Token));
        await Assert.ThrowsAsync<AccessDeniedException>(() => shop.Visitors("guest").ReadAsync(view, 1, Token));
    }

    private static long Both(TargetsModel model, string one, string other) =>
        model.Overlaps.Single(overlap => overlap.Segment == one && overlap.Other == other).Visitors;
}
