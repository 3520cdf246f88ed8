using RetailRocket.Pipeline.Explaining;
using RetailRocket.Pipeline.Tests.Engine;
using static RetailRocket.Pipeline.Tests.Explaining.ExplainHost;

namespace RetailRocket.Pipeline.Tests.Explaining;

/// <summary>A few sessions under other definitions.</summary>
public sealed class WhatIfTests
{
    [Fact]
    public async Task Read_PauseOfFortyMinutes_IsOneSessionFromAGapOf45On()
    {
        using var files = new EventFiles()
            .Event("2015-06-01 10:00:00", 1, "view")
            .Event("2015-06-01 10:40:00", 1, "addtocart")
            .Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);
        await host.RunAsync("2015-06-01");

        var sessions = await CountAsync(host, "2015-06-01", "sessions");

        Assert.Equal(2, sessions["published"]);
        Assert.Equal([2L, 2L, 2L, 1L, 1L], Gaps(sessions));
        Assert.Equal(2, sessions["no_date_cut"]);
    }

    [Fact]
    public async Task Read_SessionOverMidnight_IsOneOnTheDateItStarts()
    {
        using var files = new EventFiles()
            .Event("2015-06-01 23:50:00", 1, "view")
            .Event("2015-06-02 00:05:00", 1, "transaction", 1, "7")
            // The visitor is back after a pause: a session of the second date in either definition.
            .Event("2015-06-02 09:00:00", 1, "view")
            .Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);
        await host.RunAsync("2015-06-01", "2015-06-02");

        var first = await CountAsync(host, "2015-06-01", "sessions_with_purchase");
        var second = await CountAsync(host, "2015-06-02", "sessions");
        var both = await CountAsync(host, "2015-06-01..2015-06-02", "sessions");

        Assert.Equal((0, 1), (first["published"], first["no_date_cut"]));
        Assert.Equal((2, 1), (second["published"], second["no_date_cut"]));
        Assert.Equal((3, 2), (both["published"], both["no_date_cut"]));
        Assert.Equal([3L, 3L, 3L, 3L, 3L], Gaps(both));
    }

    /// <summary>One count under each definition, by its name.</summary>
    private static async Task<Dictionary<string, long>> CountAsync(EngineHost host, string range, string count)
    {
        var answer = await host.Get<WhatIfReader>()
            .ReadAsync(host.Definition, Range(range), TestContext.Current.CancellationToken);
        return answer.Alternatives.Prepend(answer.Published).ToDictionary(f => f.Name, f => f.Counts[count]);
    }

    private static IEnumerable<long> Gaps(Dictionary<string, long> counts) =>
        ((int[])[15, 20, 30, 45, 60]).Select(gap => counts[$"session_gap_{gap}"]);
}
