using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Pipeline.Runs.Planning;

namespace RetailRocket.Pipeline.Tests.Engine;

/// <summary>Which dates are worth a run, and which are left alone.</summary>
public sealed class DueDatesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<IReadOnlyList<DueDate>> DueAsync(EngineHost host) =>
        await host.Get<DueDates>().ReadAsync(host.Definition, Token);

    [Fact]
    public async Task Read_LandedDates_AreNewUntilTheyAreRun()
    {
        using var files = new EventFiles().Days("2015-06-01", 3).Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);
        Assert.Equal([1, 2, 3], (await DueAsync(host)).Select(due => due.Date.Day));
        Assert.All(await DueAsync(host), due => Assert.Equal(DueCause.New, due.Cause));

        await host.RunAsync("2015-06-01", "2015-06-02");

        Assert.Equal([new DueDate(EngineHost.Day("2015-06-03"), DueCause.New)], await DueAsync(host));
    }

    [Fact]
    public async Task Read_ChangedDate_MakesItAndItsReadersDueForTheirData()
    {
        using var files = new EventFiles().Days("2015-06-01", 4).Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);
        await host.RunAsync("2015-06-01", "2015-06-04");
        using var changed = new EventFiles().Days("2015-06-01", 4).Event("2015-06-03 13:00:00", 999, "view", 4).Write();

        await host.LandAsync(changed.Path);

        Assert.Equal([3, 4], (await DueAsync(host)).Select(due => due.Date.Day));
        Assert.All(await DueAsync(host), due => Assert.Equal(DueCause.Data, due.Cause));
    }

    [Fact]
    public async Task Read_BlockedDate_IsLeftAloneUntilItsFilesChange()
    {
        using var files = new EventFiles().Days("2015-06-01", 1).Event("2015-06-01 12:00:00", 7, "transaction").Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);
        await host.RunAsync("2015-06-01");
        Assert.Null((await host.StatusAsync("2015-06-01")).PublishedRun);
        Assert.Empty(await DueAsync(host));

        using var mended = new EventFiles()
            .Days("2015-06-01", 1)
            .Event("2015-06-01 12:00:00", 7, "transaction", transaction: "77")
            .Write();
        await host.LandAsync(mended.Path);

        Assert.Equal([new DueDate(EngineHost.Day("2015-06-01"), DueCause.Data)], await DueAsync(host));
    }

    [Fact]
    public async Task Read_RolledBackDate_IsLeftAlone()
    {
        using var files = new EventFiles().Days("2015-06-01", 1).Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);
        await host.RunAsync("2015-06-01");
        using var changed = new EventFiles().Days("2015-06-01", 1).Event("2015-06-01 13:00:00", 9, "view").Write();
        await host.LandAsync(changed.Path);
        await host.RunAsync("2015-06-01");

        await host.Get<Publisher>().RollBackAsync("retailrocket", EngineHost.Day("2015-06-01"), "tests", Token);

        Assert.NotNull((await host.StatusAsync("2015-06-01")).Stale);
        Assert.Empty(await DueAsync(host));
    }

    [Fact]
    public async Task Ranges_DatesApart_SkipWhatIsCurrentAndBridgeWhatIsEmpty()
    {
        using var files = new EventFiles().Days("2015-06-01", 3).Days("2015-06-05", 2).Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);
        DateOnly[] dates = [EngineHost.Day("2015-06-01"), EngineHost.Day("2015-06-03"), EngineHost.Day("2015-06-05")];

        var ranges = await host.Get<DueDates>().RangesAsync(host.Definition, dates, Token);

        Assert.Equal(["2015-06-01", "2015-06-03..2015-06-05"], ranges.Select(range => range.ToString()));
    }
}
