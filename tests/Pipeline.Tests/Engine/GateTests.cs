using RetailRocket.Pipeline.Database.Operations;

namespace RetailRocket.Pipeline.Tests.Engine;

/// <summary>What a gate holds back, and what stays.</summary>
public sealed class GateTests
{
    [Fact]
    public async Task Run_UnknownEventTypeOnOneDate_BlocksThatDateAlone()
    {
        using var good = new EventFiles().Days("2015-06-01", 5).Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(good.Path);
        await host.RunAsync("2015-06-01", "2015-06-05");
        var before = await host.ShowAllAsync("2015-06-03");

        using var bad = new EventFiles()
            .Days("2015-06-01", 5)
            .Event("2015-06-03 12:00:00", 777, "wishlist")
            .Event("2015-06-04 12:00:00", 778, "view")
            .Write();
        await host.LandAsync(bad.Path);
        var result = await host.RunAsync("2015-06-01", "2015-06-05");

        Assert.Equal(RunStatus.Blocked, result.Status);
        var blocked = Assert.Single(result.Dates, date => !date.Published);
        Assert.Equal(EngineHost.Day("2015-06-03"), blocked.Date);
        Assert.Equal(Verdict.Fail, blocked.Verdict);
        Assert.Equal(before, await host.ShowAllAsync("2015-06-03"));
        // The neighbour published its new row.
        var row = Assert.Single(CsvTable.Read(await host.ShowAsync("mart_rr_funnel_daily", "2015-06-04")).Rows);
        Assert.Equal("7", row["visitors"]);
    }

    [Fact]
    public async Task Status_BlockedDate_SaysWhyAndNamesTheRows()
    {
        using var files = new EventFiles().Days("2015-06-01", 2).Event("2015-06-02 12:00:00", 777, "wishlist").Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);
        await host.RunAsync("2015-06-01", "2015-06-02");

        var status = await host.StatusAsync("2015-06-02");

        Assert.Null(status.PublishedRun);
        Assert.Equal(Verdict.Fail, status.Verdict);
        var found = Assert.Single(status.Findings, found => found.CheckName == "001_domain_checks");
        Assert.Contains("wishlist", found.Samples, StringComparison.Ordinal);
        Assert.Contains("events.csv", found.Samples, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_RejectedLineOfOneDate_BlocksThatDateAlone()
    {
        using var files = new EventFiles().Days("2015-06-01", 2).Line("1433127600000,not-a-visitor,view,5,").Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);

        var result = await host.RunAsync("2015-06-01", "2015-06-02");

        var blocked = Assert.Single(result.Dates, date => !date.Published);
        var check = Assert.Single(result.Checks, check => check.Date == blocked.Date && check.Verdict == Verdict.Fail);
        Assert.Equal("011_rejected_lines", check.Check.Name);
        Assert.Contains("not-a-visitor", check.Samples, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_PassesIncluded_StoresEveryCheckOfEveryDate()
    {
        using var files = new EventFiles().Days("2015-06-01", 3).Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);
        var result = await host.RunAsync("2015-06-01", "2015-06-03");

        var stored = await host.ReadAsync(context =>
            Task.FromResult(context.CheckResults.Where(check => check.RunId == result.RunId).ToList())
        );

        Assert.Equal(3 * host.Definition.Checks.Count, stored.Count);
        Assert.Contains(
            stored,
            check => check.Verdict == Verdict.Pass && check.Observed == 0 && check.SqlSha256.Length == 64
        );
    }

    [Fact]
    public async Task Run_DateWithoutRows_IsNoDataAndPublishesNothing()
    {
        using var files = new EventFiles().Days("2015-06-01", 1).Days("2015-06-03", 1).Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);

        var single = await host.RunAsync("2015-06-02");
        var range = await host.RunAsync("2015-06-01", "2015-06-03");

        Assert.Equal(RunStatus.NoData, single.Status);
        Assert.Equal(RunStatus.Published, range.Status);
        Assert.Equal(Verdict.NoData, Assert.Single(range.Dates, date => !date.Published).Verdict);
        Assert.All(
            range.Checks.Where(check => check.Date == EngineHost.Day("2015-06-02")),
            check => Assert.Equal(Verdict.NoData, check.Verdict)
        );
        Assert.DoesNotContain("2015-06-02", await host.ShowAllAsync(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(host.ExportFolder, "retailrocket", "2015-06-02")));
    }
}
