using RetailRocket.Pipeline.Landing;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Pipeline.Tests.Support;

namespace RetailRocket.Pipeline.Tests.Engine;

/// <summary>What a run leaves behind in a process that goes on: no lock, and the rows that a roll-back needs.</summary>
public sealed class RunAftermathTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Task<long> LocksAsync(EngineHost host) =>
        host.ScalarAsync<long>(
            """
            select count(*) from pg_locks
            where locktype = 'advisory'
                and database = (select oid from pg_database where datname = current_database())
            """
        );

    [Fact]
    public async Task Run_Ended_HoldsNoLockOnItsPooledConnection()
    {
        using var files = new EventFiles().Days("2015-06-01", 1).Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);

        await host.RunAsync("2015-06-01");

        Assert.Equal(0, await LocksAsync(host));
    }

    [Fact]
    public async Task Run_Cancelled_HoldsNoLockEither()
    {
        using var files = new EventFiles().Days("2015-06-01", 1).Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var request = new RunRequest
        {
            Definition = host.Definition,
            Range = new DateRange(EngineHost.Day("2015-06-01"), EngineHost.Day("2015-06-01")),
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            host.Get<RunService>().RunAsync(request, new StopAtFirstModel(stop), stop.Token)
        );

        Assert.Equal(0, await LocksAsync(host));
    }

    [Fact]
    public async Task Retention_ManyHeldRuns_KeepsTheRowsOfTheRunBeforeThePublishedOne()
    {
        using var good = new EventFiles().Days("2015-06-01", 1).Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(good.Path);
        await host.RunAsync("2015-06-01");
        var first = await host.ShowAsync("mart_rr_funnel_daily");
        using var better = new EventFiles().Days("2015-06-01", 1).Event("2015-06-01 13:00:00", 9, "view").Write();
        await host.LandAsync(better.Path);
        await host.RunAsync("2015-06-01");
        using var bad = new EventFiles().Days("2015-06-01", 1).Event("2015-06-01 12:00:00", 7, "transaction").Write();
        await host.LandAsync(bad.Path);
        for (var run = 0; run <= host.Definition.KeepRuns; run++)
            await host.RunAsync("2015-06-01");

        await host.Get<Publisher>().RollBackAsync("retailrocket", EngineHost.Day("2015-06-01"), "tests", Token);

        Assert.Equal(first, await host.ShowAsync("mart_rr_funnel_daily"));
    }

    [Fact]
    public async Task Land_AdditionWithoutTheRequiredSource_IsLandedOnceThatIsThere()
    {
        using var files = new EventFiles().Days("2015-06-01", 1).Write();
        using var more = new TestFolder();
        more.Write("category_tree_more.csv", "categoryid,parentid\n9,\n");
        await using var host = await EngineHost.CreateAsync();
        var lander = host.Get<SourceLander>();
        var addition = new LandingOptions { Addition = true };
        await Assert.ThrowsAsync<SourceException>(() =>
            lander.LandAsync(host.Definition, more.Path, addition, null, Token)
        );
        await host.LandAsync(files.Path);

        var report = await lander.LandAsync(host.Definition, more.Path, addition, null, Token);

        Assert.Equal(["category_tree_more.csv"], report.Files.Select(file => file.Name));
        await Assert.ThrowsAsync<SourceException>(() => host.LandAsync(more.Path));
    }

    private sealed class StopAtFirstModel(CancellationTokenSource stop) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            if (value is { Kind: "model", State: RunStepState.Started })
                stop.Cancel();
        }
    }
}
