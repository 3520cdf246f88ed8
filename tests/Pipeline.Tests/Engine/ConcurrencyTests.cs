using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Pipeline.Tests.Engine;

/// <summary>Runs side by side, and runs that are stopped.</summary>
public sealed class ConcurrencyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_SameDatesAtOnce_OneAfterTheOther()
    {
        using var files = new EventFiles().Days("2015-06-01", 4).Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.RunAsync("2015-06-01", "2015-06-04")));

        Assert.All(results, result => Assert.Equal(RunStatus.Published, result.Status));
        var runs = await host.ReadAsync(context =>
            Task.FromResult(context.Runs.OrderBy(run => run.StartedAt).ToList())
        );
        // No run started before the one before it had published.
        Assert.All(runs.Zip(runs.Skip(1)), pair => Assert.True(pair.Second.StartedAt >= pair.First.FinishedAt));
        Assert.Equal(4, await host.ScalarAsync<long>("select count(*) from published.mart_rr_funnel_daily"));
    }

    [Fact]
    public async Task Run_OverlappingRangesAtOnce_GiveTheFiguresOfOneRun()
    {
        using var files = new EventFiles().Days("2015-06-01", 8).Write();
        await using var once = await EngineHost.CreateAsync();
        await once.LandAsync(files.Path);
        await once.RunAsync("2015-06-01", "2015-06-08");
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);

        await Task.WhenAll(
            host.RunAsync("2015-06-05", "2015-06-08"),
            host.RunAsync("2015-06-01", "2015-06-04"),
            host.RunAsync("2015-06-03", "2015-06-06")
        );

        Assert.Equal(await once.ShowAllAsync(), await host.ShowAllAsync());
        Assert.All(await host.StatusAsync(), date => Assert.Null(date.Stale));
    }

    [Fact]
    public async Task Run_Cancelled_LeavesEverythingAsBefore()
    {
        using var files = new EventFiles().Days("2015-06-01", 4).Write();
        using var changed = new EventFiles().Days("2015-06-01", 4).Event("2015-06-02 15:00:00", 5000, "view").Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);
        await host.RunAsync("2015-06-01", "2015-06-04");
        var before = await host.ShowAllAsync();
        await host.LandAsync(changed.Path);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var request = new RunRequest
        {
            Definition = host.Definition,
            Range = new DateRange(EngineHost.Day("2015-06-01"), EngineHost.Day("2015-06-04")),
        };
        // Stopped when the first KPI table is finished: some rows of the run are there already.
        var progress = new StopAt("mart_rr_funnel_daily", stop);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            host.Get<RunService>().RunAsync(request, progress, stop.Token)
        );

        Assert.Equal(before, await host.ShowAllAsync());
        var run = await host.ReadAsync(context => Task.FromResult(context.Runs.OrderBy(run => run.Id).Last()));
        Assert.Equal(RunStatus.Cancelled, run.Status);
        Assert.Equal(
            0,
            await host.ScalarAsync<long>(
                $"select count(*) from retailrocket.mart_rr_funnel_daily where run_id = {run.Id}"
            )
        );
        Assert.Equal(RunStatus.Published, (await host.RunAsync("2015-06-01", "2015-06-04")).Status);
    }

    [Fact]
    public async Task Run_RepeatedManyTimes_KeepsOnlyTheLastRunsRows()
    {
        using var files = new EventFiles().Days("2015-06-01", 1).Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);

        for (var repeat = 0; repeat < 7; repeat++)
            await host.RunAsync("2015-06-01");

        var kept = await host.ScalarAsync<long>("select count(distinct run_id) from retailrocket.mart_rr_funnel_daily");
        // What is published, what a roll-back would show, and the last few others.
        Assert.Equal(2 + host.Definition.KeepRuns, kept);
    }

    private sealed class StopAt(string model, CancellationTokenSource stop) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            if (value.Name == model && value.State == RunStepState.Finished)
                stop.Cancel();
        }
    }
}
