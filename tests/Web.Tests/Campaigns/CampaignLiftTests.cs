using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Web.Features.Campaigns;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Campaigns;

/// <summary>Lift over purchases that are known.</summary>
public sealed class CampaignLiftTests
{
    private const decimal Half = 0.5m;

    /// <summary>56 of 70 against 48 of 80: the worked example (a) of Newcombe's paper, method 10: 0.0524 to 0.3339.</summary>
    [Fact]
    public async Task Lift_ExampleOfThePaper_GivesItsInterval()
    {
        await using var shop = await CreateAsync(70, 56, 80, 48);
        var lift = await LiftAsync(shop, 7);

        Assert.Equal((70, 56), (lift.ContactVisitors, lift.ContactBuyers));
        Assert.Equal((80, 48), (lift.HoldoutVisitors, lift.HoldoutBuyers));
        Assert.Equal((0.8m, 0.6m, 0.2m), (lift.ContactRate, lift.HoldoutRate, lift.Difference));
        Assert.Equal(0.0524m, Math.Round(lift.Low!.Value, 4));
        Assert.Equal(0.3339m, Math.Round(lift.High!.Value, 4));
        Assert.Equal(0.333333m, lift.Relative);
        Assert.Equal(LiftOutcome.TooFew, lift.Outcome);
    }

    [Fact]
    public async Task Lift_EnoughVisitors_SaysWhetherMoreBoughtAndWhenItIsTooEarly()
    {
        await using var shop = await CreateAsync(120, 40, 110, 10);
        var week = await LiftAsync(shop, 7);

        Assert.Equal(LiftOutcome.More, week.Outcome);
        Assert.Equal((7, 0), (week.PublishedDays, week.MissingDays));
        // The first buyer bought twice: a second order, and no second buyer.
        Assert.Equal((40, 41), (week.ContactBuyers, week.ContactOrders));
        Assert.Equal((10, 10), (week.HoldoutBuyers, week.HoldoutOrders));
        Assert.Equal(LiftOutcome.TooEarly, (await LiftAsync(shop, 14)).Outcome);
        Assert.Equal(LiftOutcome.TooEarly, (await LiftAsync(shop, 28)).Outcome);
    }

    [Fact]
    public async Task Lift_SameRates_HasNoClearDifference()
    {
        await using var shop = await CreateAsync(100, 20, 100, 20);
        var lift = await LiftAsync(shop, 7);

        Assert.Equal(LiftOutcome.Unclear, lift.Outcome);
        Assert.Equal(0, lift.Difference);
        Assert.Equal(-lift.Low, lift.High);
    }

    [Fact]
    public async Task Lift_DayOfTheWindowUnpublished_LeavesItsPurchasesOutAndSaysSo()
    {
        await using var shop = await CreateAsync(120, 40, 110, 10);
        await shop.Engine.ExecuteAsync("delete from ops.pointers where date = '2015-06-03'");
        var lift = await LiftAsync(shop, 7);

        Assert.Equal(1, lift.MissingDays);
        Assert.Equal((1, 1, 0), (lift.ContactBuyers, lift.ContactOrders, lift.HoldoutBuyers));
    }

    [Fact]
    public async Task Lift_NoHoldout_HasNoDifference()
    {
        await using var shop = await CreateAsync(3, 1, 0, 0);
        var id = await shop.PrepareAsync("all");
        await shop.HandOutAsync(id);
        var lift = (await shop.FindAsync(id)).Lifts[0];

        Assert.Equal((3, 1, 0), (lift.ContactVisitors, lift.ContactBuyers, lift.HoldoutVisitors));
        Assert.Null(lift.Difference);
        Assert.Null(lift.Low);
        Assert.Equal(LiftOutcome.TooFew, lift.Outcome);
    }

    private static async Task<CampaignLift> LiftAsync(ShopHost shop, int days)
    {
        var listed = await shop.Campaigns().ListAsync(CampaignShop.Pipeline, TestContext.Current.CancellationToken);
        var id = listed.Count > 0 ? listed[0].Id : await shop.PrepareAsync("spring", Half);
        Assert.Equal(listed.Count == 0, await shop.HandOutAsync(id));
        var found = await shop.FindAsync(id);
        Assert.Equal(LiftWindows, found.Lifts.Select(lift => lift.Days));
        return found.Lifts.Single(lift => lift.Days == days);
    }

    private static readonly int[] LiftWindows = [7, 14, 28];

    /// <summary>Visitors whom the hash deals into groups of the given sizes; buyers buy on 2015-06-03, the first again on 06-08.</summary>
    private static async Task<ShopHost> CreateAsync(int contacts, int contactBuyers, int holdouts, int holdoutBuyers)
    {
        var visitors = Enumerable.Range(1, 10_000).ToLookup(visitor => CampaignShop.IsHeldOut("spring", visitor, Half));
        var contacted = visitors[false].Take(contacts).ToList();
        var heldOut = visitors[true].Take(holdouts).ToList();
        using var files = new EventFiles().Abandon(CampaignShop.Date, contacted.Concat(heldOut));
        for (var day = 2; day <= 8; day++)
            files.Buy($"2015-06-0{day}", 8_000_000 + day, 8_000_000 + day);
        var order = 1000;
        foreach (var buyer in contacted.Take(contactBuyers).Concat(heldOut.Take(holdoutBuyers)))
            files.Buy("2015-06-03", buyer, order++);
        files.Buy("2015-06-08", contacted[0], order);
        // Too late for the window of a week, and not published.
        files.Buy("2015-06-09", contacted[^1], order + 1);
        files.Write();
        return await ShopHost.CreateAsync(files.Path, CampaignShop.Date, "2015-06-08");
    }
}
