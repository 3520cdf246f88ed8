using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Pipeline.Tests.Engine;

public sealed class StepTimesTests
{
    private const string Longest = "014_category_tree";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_StepThatTookLongestInTheLastRun_StartsFirst()
    {
        using var files = new EventFiles().Days("2015-06-01", 2).Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);
        var first = await host.RunAsync("2015-06-01", workers: 1);
        await TakeAnHourAsync(host, first.RunId);

        var second = await host.RunAsync("2015-06-02", workers: 1);

        Assert.Equal(Longest, await FirstStepAsync(host, second.RunId));
        Assert.NotEqual(Longest, await FirstStepAsync(host, first.RunId));
    }

    [Fact]
    public async Task Read_NewerRunThatFailed_TellsOfTheLastThatCameToItsEnd()
    {
        using var files = new EventFiles().Days("2015-06-01", 2).Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);
        var first = await host.RunAsync("2015-06-01");
        var second = await host.RunAsync("2015-06-02");
        await TakeAnHourAsync(host, second.RunId);
        await host.ExecuteAsync($"update ops.runs set status = 'Failed' where id = {second.RunId}");

        var times = await StepTimes.ReadAsync(host.Warehouse.Runner, host.Definition.Name, Token);

        Assert.True(first.RunId < second.RunId);
        Assert.InRange(times.Of(Longest), 0, 3599);
    }

    private static Task TakeAnHourAsync(EngineHost host, long run) =>
        host.ExecuteAsync(
            $"update ops.run_steps set finished_at = started_at + interval '1 hour' where run_id = {run} and name = '{Longest}'"
        );

    private static Task<string> FirstStepAsync(EngineHost host, long run) =>
        host.ScalarAsync<string>(
            $"select name from ops.run_steps where run_id = {run} order by started_at, id limit 1"
        );
}
