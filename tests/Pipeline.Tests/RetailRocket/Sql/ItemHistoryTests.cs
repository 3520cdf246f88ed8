using RetailRocket.Pipeline.Tests.Engine;

namespace RetailRocket.Pipeline.Tests.RetailRocket.Sql;

/// <summary>What an item was, as of each date.</summary>
public sealed class ItemHistoryTests
{
    private const string History = """
        select string_agg(
            concat_ws(
                ' ',
                case when isfinite(valid_from)
                    then to_char(valid_from at time zone 'Asia/Seoul', 'MM-DD HH24') else valid_from::text end,
                case when isfinite(valid_to)
                    then to_char(valid_to at time zone 'Asia/Seoul', 'MM-DD HH24') else valid_to::text end,
                coalesce(category_id::text, '-'),
                coalesce(available::text, '-')
            ),
            ', ' order by valid_from
        )
        from retailrocket.stg_rr_item_snapshot
        where item_id = 1
        """;

    [Fact]
    public async Task Run_PropertiesThatChangeApart_KeepEachOthersValue()
    {
        using var files = Shop()
            .Property("2015-06-02 12:00:00.000", 1, "categoryid", "2")
            .Property("2015-06-03 12:00:00.000", 1, "available", "1")
            .Property("2015-06-04 12:00:00.000", 1, "categoryid", "3")
            .Property("2015-06-05 12:00:00.000", 1, "available", "1")
            .Property("2015-06-06 12:00:00.000", 1, "available", "0")
            .Property("2015-06-06 13:00:00.000", 1, "790", "n12.000")
            .Write();

        Assert.Equal("-infinity 06-04 12 2 1, 06-04 12 06-06 12 3 1, 06-06 12 infinity 3 0", await HistoryAsync(files));
    }

    [Fact]
    public async Task Run_SeveralValuesAtOneInstant_LastLineOfLastFileHolds()
    {
        const string time = "2015-06-02 12:00:00.000";
        using var files = Shop()
            .Property(time, 1, "categoryid", "3", "item_properties_part2.csv")
            .Property(time, 1, "categoryid", "2", "item_properties_part2.csv")
            .Property(time, 1, "categoryid", "1", "item_properties_part1.csv")
            .Write();

        Assert.Equal("-infinity infinity 2 -", await HistoryAsync(files));
    }

    [Fact]
    public async Task Run_FirstValueOfSeveralAtOneInstant_HoldsBeforeItToo()
    {
        using var files = Shop()
            .Property("2015-06-01 12:00:00.000", 1, "available", "1")
            .Property("2015-06-02 12:00:00.000", 1, "categoryid", "3")
            .Property("2015-06-02 12:00:00.000", 1, "categoryid", " 2 ")
            .Write();

        Assert.Equal("-infinity infinity 2 1", await HistoryAsync(files));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-5")]
    [InlineData("n277.200")]
    [InlineData("99999999999")]
    public async Task Run_CategoryThatIsNoNumber_IsUnknownFromThen(string value)
    {
        using var files = Shop()
            .Property("2015-06-02 12:00:00.000", 1, "categoryid", "2")
            .Property("2015-06-03 12:00:00.000", 1, "categoryid", value)
            .Write();

        Assert.Equal("-infinity 06-03 12 2 -, 06-03 12 infinity - -", await HistoryAsync(files));
    }

    [Fact]
    public async Task Run_CategoryThatChangesAtMidnight_MovesLaterDatesOnly()
    {
        // The change at the very end of 3 June is after it; one a millisecond earlier belongs to it.
        using var files = Shop()
            .Event("2015-06-04 10:00:00.000", 7)
            .Event("2015-06-04 10:00:00.000", 7, item: 2)
            .Property("2015-06-01 00:00:00.000", 1, "categoryid", "2")
            .Property("2015-06-04 00:00:00.000", 1, "categoryid", "4")
            .Property("2015-06-01 00:00:00.000", 2, "categoryid", "2")
            .Property("2015-06-03 23:59:59.999", 2, "categoryid", "4")
            .Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);
        await host.RunAsync("2015-06-03", "2015-06-04");

        Assert.Equal(
            "2015-06-03 1 1, 2015-06-03 4 1, 2015-06-04 4 2",
            await host.ScalarAsync<string>(
                """
                select string_agg(concat_ws(' ', kpi_date, root_category_id, views), ', ' order by kpi_date, root_category_id)
                from retailrocket.mart_rr_funnel_category_daily
                """
            )
        );
    }

    private static ShopFiles Shop() =>
        new ShopFiles()
            .Event("2015-06-03 10:00:00.000", 7)
            .Event("2015-06-03 10:00:00.000", 7, item: 2)
            .Category(1)
            .Category(2, 1)
            .Category(3, 1)
            .Category(4);

    private static async Task<string> HistoryAsync(ShopFiles files)
    {
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);
        await host.RunAsync("2015-06-03");
        return await host.ScalarAsync<string>(History);
    }
}
