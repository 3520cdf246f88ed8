using System.Text.Json;
using RetailRocket.Pipeline.Tests.Engine;

namespace RetailRocket.Pipeline.Tests.RetailRocket.Sql;

/// <summary>Trees as they should be, and as they should not.</summary>
public sealed class CategoryTreeTests
{
    [Fact]
    public async Task Run_TreeWithEveryFault_PlacesWhatHangsFromARootAndReportsTheRest()
    {
        using var files = new ShopFiles()
            .Event("2015-06-01 10:00:00.000", 7)
            .Category(1)
            .Category(2, 1)
            .Category(3, 2)
            .Category(4, 99)
            .Category(5, 6)
            .Category(6, 5)
            .Category(7, 7)
            .Category(8, 6)
            .Category(9, 1)
            .Category(9, 2)
            .Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);

        var result = await host.RunAsync("2015-06-01");

        Assert.Equal(
            "1 0 1 1, 2 1 1 1>2, 3 2 1 1>2>3, 4 0 4 4, 9 2 1 1>2>9",
            await host.ScalarAsync<string>(
                """
                select string_agg(concat_ws(' ', category_id, depth, root_category_id, path), ', ' order by category_id)
                from retailrocket.dim_rr_category
                """
            )
        );
        var check = Assert.Single(result.Checks, check => check.Check.Name == "014_category_tree");
        // 4 hangs from nothing, 5, 6 and 7 run in circles, 9 was first listed elsewhere.
        Assert.Equal(5, check.FailedRows);
        using var samples = JsonDocument.Parse(check.Samples);
        // In the order of the lines, the tenth behind the eighth.
        Assert.Equal(
            [5, 6, 7, 8, 10],
            samples.RootElement.EnumerateArray().Select(row => row.GetProperty("line_no").GetInt32())
        );
    }

    [Fact]
    public async Task Run_ItemInCategoryZero_IsNotAnItemWithoutCategory()
    {
        using var files = new ShopFiles()
            .Event("2015-06-01 10:00:00.000", 7, item: 1)
            .Event("2015-06-01 10:00:01.000", 7, item: 2)
            .Category(5)
            .Category(0, 5)
            .Property("2015-05-01 00:00:00.000", 1, "categoryid", "0")
            .Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);
        await host.RunAsync("2015-06-01");

        Assert.Equal(
            "0 1, 5 1",
            await host.ScalarAsync<string>(
                """
                select string_agg(root_category_id || ' ' || views, ', ' order by root_category_id)
                from retailrocket.mart_rr_funnel_category_daily
                """
            )
        );
        Assert.Equal(
            "-1 0 1, 0 1 1, 5 0 1",
            await host.ScalarAsync<string>(
                """
                select string_agg(concat_ws(' ', category_id, depth, views), ', ' order by category_id)
                from retailrocket.mart_rr_funnel_category_tree_daily
                """
            )
        );
    }
}
