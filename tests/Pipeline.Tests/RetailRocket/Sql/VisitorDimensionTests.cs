using RetailRocket.Pipeline.Tests.Engine;

namespace RetailRocket.Pipeline.Tests.RetailRocket.Sql;

/// <summary>The firsts of a visitor when the rows they came from change.</summary>
public sealed class VisitorDimensionTests
{
    private const string Visitors = """
        select coalesce(string_agg(
            concat_ws(' ', visitor_id, first_event_date, coalesce(first_purchase_date::text, '-')),
            ', ' order by visitor_id
        ), '')
        from retailrocket.dim_rr_visitor
        """;

    [Fact]
    public async Task Run_FirstsVanishFromTheirDate_AreFoundAgainInHistory()
    {
        using var all = new ShopFiles()
            .Event("2015-06-01 10:00:00.000", 1)
            .Event("2015-06-01 10:00:00.000", 1, "transaction", order: "11")
            .Event("2015-06-01 11:00:00.000", 2)
            .Event("2015-06-01 12:00:00.000", 3)
            .Event("2015-06-03 10:00:00.000", 1)
            .Event("2015-06-04 10:00:00.000", 1, "transaction", order: "12")
            .Event("2015-06-03 10:00:00.000", 3)
            .Write();
        using var fewer = new ShopFiles()
            .Event("2015-06-01 12:00:00.000", 3)
            .Event("2015-06-03 10:00:00.000", 1)
            .Event("2015-06-04 10:00:00.000", 1, "transaction", order: "12")
            .Event("2015-06-03 10:00:00.000", 3)
            .Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(all.Path);
        await host.RunAsync("2015-06-01", "2015-06-04");
        Assert.Equal(
            "1 2015-06-01 2015-06-01, 2 2015-06-01 -, 3 2015-06-01 -",
            await host.ScalarAsync<string>(Visitors)
        );

        await host.LandAsync(fewer.Path);
        await host.RunAsync("2015-06-01");

        Assert.Equal("1 2015-06-03 2015-06-04, 3 2015-06-01 -", await host.ScalarAsync<string>(Visitors));
    }

    [Fact]
    public async Task Run_LaterDateFirst_EarlierDateTakesTheFirstsOver()
    {
        using var files = new ShopFiles()
            .Event("2015-06-01 10:00:00.000", 1)
            .Event("2015-06-02 10:00:00.000", 1, "transaction", order: "12")
            .Event("2015-06-02 10:00:00.000", 2)
            .Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);

        await host.RunAsync("2015-06-02");
        await host.RunAsync("2015-06-01");

        Assert.Equal("1 2015-06-01 2015-06-02, 2 2015-06-02 -", await host.ScalarAsync<string>(Visitors));
    }
}
