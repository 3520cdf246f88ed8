using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Pipeline.Runs.Planning;

namespace RetailRocket.Pipeline.Tests.Engine;

/// <summary>What a change of the source files makes stale, and what a run then builds.</summary>
public sealed class StalenessTests
{
    private static async Task<EngineHost> PublishedAsync(int days)
    {
        using var files = new EventFiles().Days("2015-06-01", days).Write();
        var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);
        await host.RunAsync(
            "2015-06-01",
            EngineHost
                .Day("2015-06-01")
                .AddDays(days - 1)
                .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
        );
        return host;
    }

    [Fact]
    public async Task Status_ChangedDate_MakesItAndItsReadersStale()
    {
        await using var host = await PublishedAsync(12);
        using var changed = new EventFiles()
            .Days("2015-06-01", 12)
            .Event("2015-06-03 13:00:00", 999, "addtocart", 4)
            .Write();

        await host.LandAsync(changed.Path);
        var status = (await host.StatusAsync()).ToDictionary(date => date.Date.Day);

        Assert.Null(status[1].Stale);
        Assert.Null(status[2].Stale);
        Assert.Contains("mart_rr_funnel_daily", status[3].Stale!.Tables);
        // Later dates: only what reads history, not that day's own funnel.
        Assert.Contains("mart_rr_cohort_weekly", status[4].Stale!.Tables);
        Assert.DoesNotContain("mart_rr_funnel_daily", status[4].Stale!.Tables);
        Assert.NotNull(status[12].Stale);
    }

    [Fact]
    public async Task Run_StaleDates_AreCurrentAgain()
    {
        await using var host = await PublishedAsync(5);
        using var changed = new EventFiles()
            .Days("2015-06-01", 5)
            .Event("2015-06-03 13:00:00", 999, "addtocart", 4)
            .Write();
        await host.LandAsync(changed.Path);

        await host.RunAsync("2015-06-03", "2015-06-05");

        Assert.All(await host.StatusAsync(), date => Assert.Null(date.Stale));
    }

    [Fact]
    public async Task Plan_LaterDateAfterAnEarlierChanged_RebuildsTheEarlierDatesTables()
    {
        await using var host = await PublishedAsync(5);
        using var changed = new EventFiles()
            .Days("2015-06-01", 5)
            .Event("2015-06-02 13:00:00", 999, "addtocart", 4)
            .Write();
        await host.LandAsync(changed.Path);

        var plan = await PlanAsync(host, "2015-06-05");

        var facts = Assert.Single(plan.Builds, build => build.Model.Table == "fact_rr_events");
        Assert.Equal(["2015-06-02", "2015-06-05"], facts.Ranges.Select(range => range.ToString()));
        Assert.Equal([EngineHost.Day("2015-06-05")], plan.Dates);
    }

    [Fact]
    public async Task Plan_NewDay_BuildsThatDayAlone()
    {
        await using var host = await PublishedAsync(5);
        using var day = new EventFiles().Days("2015-06-06", 1).Write("events_2015-06-06.csv");
        await host.LandAsync(day.Path);

        var plan = await PlanAsync(host, "2015-06-06");

        Assert.All(plan.Builds, build => Assert.Equal(["2015-06-06"], build.Ranges.Select(range => range.ToString())));
        Assert.DoesNotContain(plan.Builds, build => build.Model.Refresh == ModelRefresh.Whole);
        Assert.All(await host.StatusAsync(), date => Assert.Null(date.Stale));
    }

    [Fact]
    public async Task Ripple_OfOneDate_NamesTheLaterDatesAndTablesThatReadIt()
    {
        await using var host = await PublishedAsync(10);
        var (_, state) = await host.Get<RunService>()
            .PlanAsync(Request(host, "2015-06-02"), TestContext.Current.CancellationToken);

        var ripple = RippleDate.Of(host.Definition, state, [EngineHost.Day("2015-06-02")]);

        Assert.Equal(Enumerable.Range(3, 8), ripple.Select(date => date.Date.Day));
        Assert.All(ripple, date => Assert.Contains("mart_rr_crm_targets_daily", date.Tables));
        Assert.All(ripple, date => Assert.DoesNotContain("mart_rr_funnel_daily", date.Tables));
    }

    [Fact]
    public async Task Run_DateWhoseRowsWentAway_LosesItsFacts()
    {
        await using var host = await PublishedAsync(3);
        using var changed = new EventFiles().Days("2015-06-01", 1).Days("2015-06-03", 1).Write();
        await host.LandAsync(changed.Path);

        await host.RunAsync("2015-06-01", "2015-06-03");

        Assert.Equal(
            0,
            await host.ScalarAsync<long>(
                "select count(*) from retailrocket.fact_rr_events where event_date = '2015-06-02'"
            )
        );
        var status = await host.StatusAsync("2015-06-02");
        Assert.Equal(StaleCause.Data, status.Stale!.Cause);
    }

    private static async Task<RunPlan> PlanAsync(EngineHost host, string date) =>
        (await host.Get<RunService>().PlanAsync(Request(host, date), TestContext.Current.CancellationToken)).Plan;

    private static RunRequest Request(EngineHost host, string date) =>
        new() { Definition = host.Definition, Range = new DateRange(EngineHost.Day(date), EngineHost.Day(date)) };
}
