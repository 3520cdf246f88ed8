using RetailRocket.Pipeline.Tests.Engine;

namespace RetailRocket.Pipeline.Tests.RetailRocket.Sql;

/// <summary>Where a session ends and the next begins.</summary>
public sealed class SessionRuleTests
{
    private const string Sessions = """
        select coalesce(string_agg(
            concat_ws(' ', visitor_id, to_char(session_start_ts at time zone 'Asia/Seoul', 'DD HH24:MI:SS.MS'), events_cnt),
            ', ' order by session_start_ts, visitor_id
        ), '')
        from retailrocket.fact_rr_sessions
        """;

    [Theory]
    [InlineData("2015-06-01 10:30:00.000", "1 01 10:00:00.000 2")]
    [InlineData("2015-06-01 10:30:00.001", "1 01 10:00:00.000 1, 1 01 10:30:00.001 1")]
    public async Task Run_PauseOfHalfAnHour_CutsOnlyWhenLonger(string second, string sessions)
    {
        using var files = new ShopFiles().Event("2015-06-01 10:00:00.000", 1).Event(second, 1).Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);
        await host.RunAsync("2015-06-01");

        Assert.Equal(sessions, await host.ScalarAsync<string>(Sessions));
    }

    [Fact]
    public async Task Run_MidnightBetweenTwoEvents_CutsWhateverThePause()
    {
        using var files = new ShopFiles()
            .Event("2015-06-01 23:59:59.999", 1)
            .Event("2015-06-02 00:00:00.000", 1)
            .Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);
        await host.RunAsync("2015-06-01", "2015-06-02");

        Assert.Equal("1 01 23:59:59.999 1, 1 02 00:00:00.000 1", await host.ScalarAsync<string>(Sessions));
    }

    [Fact]
    public async Task Run_EventsAtOneInstant_AreOrderedByItemThenType()
    {
        using var files = new ShopFiles()
            .Event("2015-06-01 10:00:00.000", 1, "view", item: 9)
            .Event("2015-06-01 10:00:00.000", 1, "view", item: 2)
            .Event("2015-06-01 10:00:00.000", 1, "addtocart", item: 2)
            .Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);
        await host.RunAsync("2015-06-01");

        Assert.Equal(
            "1-1433120400000 1 2 addtocart, 1-1433120400000 2 2 view, 1-1433120400000 3 9 view",
            await host.ScalarAsync<string>(
                """
                select string_agg(concat_ws(' ', session_id, event_no, item_id, event_type), ', ' order by event_no)
                from retailrocket.fact_rr_events
                """
            )
        );
        Assert.Equal(
            "addtocart 2",
            await host.ScalarAsync<string>(
                "select landing_event_type || ' ' || landing_item_id from retailrocket.fact_rr_sessions"
            )
        );
    }
}
