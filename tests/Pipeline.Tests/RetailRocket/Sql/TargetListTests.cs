using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Pipeline.Tests.Support;

namespace RetailRocket.Pipeline.Tests.RetailRocket.Sql;

/// <summary>Who is on a target list, in which order, and what the evidence says.</summary>
public sealed class TargetListTests
{
    private const string Targets = """
        select coalesce(string_agg(
            concat_ws(' ', visitor_id, rank_in_segment, segment_size, evidence), '; ' order by rank_in_segment
        ), '')
        from retailrocket.mart_rr_crm_targets_daily
        where segment_name = '{0}' and kpi_date = '{1}'
        """;

    [Fact]
    public async Task Run_ListLongerThanTheLimit_IsCutByRankAndSaysSo()
    {
        using var sql = new EditedPipelines().Edit("crm_target_limit: { value: 5000,", "crm_target_limit: { value: 2,");
        using var files = new ShopFiles()
            .Event("2015-06-01 10:00:00.000", 5, "addtocart")
            .Event("2015-06-01 10:00:00.000", 4, "addtocart")
            .Event("2015-06-01 10:00:00.100", 3, "addtocart")
            .Event("2015-06-01 10:00:00.000", 9, "addtocart")
            .Event("2015-06-01 10:00:01.250", 9, "addtocart")
            .Write();
        await using var host = await EngineHost.CreateAsync(sqlFolder: sql.Path);
        await host.LandAsync(files.Path);

        var result = await host.RunAsync("2015-06-01");

        Assert.Equal(
            "9 1 4 last_cart_ts=2015-06-01 10:00:01.25, cart_events=2; "
                + "3 2 4 last_cart_ts=2015-06-01 10:00:00.1, cart_events=1",
            await TargetsAsync(host, "cart_abandoner_today", "2015-06-01")
        );
        var check = Assert.Single(result.Checks, check => check.Check.Name == "206_crm_cut_lists");
        Assert.Equal(Verdict.Warn, check.Verdict);
        Assert.Contains("\"cut\": 2", check.Samples, StringComparison.Ordinal);
        Assert.Equal(
            Verdict.Pass,
            Assert.Single(result.Checks, check => check.Check.Name == "204_crm_reconcile").Verdict
        );
    }

    [Fact]
    public async Task Run_ViewsSpreadOverSevenDates_CountWhileTheWindowHoldsThem()
    {
        var shop = new ShopFiles();
        for (var view = 0; view < 10; view++)
        {
            shop.Event($"2015-06-01 10:{view:00}:00.000", 7).Event($"2015-06-05 10:{view:00}:00.000", 7);
            shop.Event($"2015-06-01 10:{view:00}:00.000", 8).Event($"2015-06-05 10:{view:00}:00.000", 8);
        }
        using var files = shop.Event("2015-06-03 10:00:00.000", 8, "addtocart")
            .Event("2015-06-07 10:00:00.000", 1)
            .Event("2015-06-08 10:00:00.000", 1)
            .Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);
        await host.RunAsync("2015-06-01", "2015-06-08");

        const string segment = "high_intent_viewer_7d_no_cart";
        Assert.Equal("", await TargetsAsync(host, segment, "2015-06-03"));
        Assert.Equal("7 1 1 view_events_7d=20", await TargetsAsync(host, segment, "2015-06-05"));
        // 7 June has no event of the visitor, but its window still holds 1 June.
        Assert.Equal("7 1 1 view_events_7d=20", await TargetsAsync(host, segment, "2015-06-07"));
        Assert.Equal("", await TargetsAsync(host, segment, "2015-06-08"));
    }

    [Fact]
    public async Task Run_OrderThatGoesOnAfterMidnight_IsOneOrder()
    {
        using var files = new ShopFiles()
            .Event("2015-06-01 23:59:59.000", 7, "transaction", order: "11")
            .Event("2015-06-02 00:00:01.000", 7, "transaction", item: 2, order: "11")
            .Event("2015-06-03 09:00:00.000", 7, "transaction", order: "12")
            .Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);
        await host.RunAsync("2015-06-01", "2015-06-03");

        Assert.Equal("", await TargetsAsync(host, "repeat_buyer", "2015-06-02"));
        Assert.Equal(
            "7 1 1 tx_cnt=2, last_purchase_ts=2015-06-03 09:00:00",
            await TargetsAsync(host, "repeat_buyer", "2015-06-03")
        );
    }

    private static Task<string> TargetsAsync(EngineHost host, string segment, string date) =>
        host.ScalarAsync<string>(
            Targets.Replace("{0}", segment, StringComparison.Ordinal).Replace("{1}", date, StringComparison.Ordinal)
        );
}
