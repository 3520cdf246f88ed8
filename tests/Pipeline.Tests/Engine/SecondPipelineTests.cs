using System.Globalization;
using System.Text;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Pipeline.Tests.Support;

namespace RetailRocket.Pipeline.Tests.Engine;

/// <summary>A pipeline of JSON lines, a threshold check and a C# step runs on the same engine without a change to it.</summary>
public sealed class SecondPipelineTests
{
    private static string Pipelines => Path.Combine(AppContext.BaseDirectory, "Pipelines");

    private static Task<EngineHost> HostAsync() => EngineHost.CreateAsync("clicks", Pipelines, new ClickStreaks());

    /// <summary><paramref name="good"/> clicks with a page and <paramref name="bad"/> without, at noon of a date.</summary>
    private static string Clicks(string date, int good, int bad, string visitor = "v")
    {
        var lines = new StringBuilder();
        for (var click = 0; click < good + bad; click++)
            lines.AppendLine(
                CultureInfo.InvariantCulture,
                $$"""{"at":"{{date}}T12:00:00+02:00","visitor":{"id":"{{visitor}}{{click % 10}}"},"page":{{(click < good ? "\"/home\"" : "null")}}}"""
            );
        return lines.ToString();
    }

    [Fact]
    public async Task Run_ThresholdMet_Publishes()
    {
        using var folder = new TestFolder();
        folder.Write("clicks_1.jsonl", Clicks("2026-05-01", 198, 2) + Clicks("2026-05-02", 100, 0));
        await using var host = await HostAsync();
        await host.LandAsync(folder.Path);

        var result = await host.RunAsync("2026-05-01", "2026-05-02");

        Assert.Equal(RunStatus.Published, result.Status);
        var check = Assert.Single(
            result.Checks,
            check => check.Check.Name == "001_page_given" && check.Date == EngineHost.Day("2026-05-01")
        );
        Assert.Equal(Verdict.Pass, check.Verdict);
        Assert.Equal(99.00m, check.Observed);
        Assert.Equal(2, check.FailedRows);
        var rows = CsvTable.Read(await host.ShowAsync("kpi_clicks_daily")).Rows;
        Assert.Equal(["200", "100"], rows.Select(row => row["clicks"]));
        Assert.Equal(["1", "2"], rows.Select(row => row["longest_streak"]));
    }

    [Fact]
    public async Task Run_ThresholdMissed_BlocksTheDateWithItsRate()
    {
        using var folder = new TestFolder();
        folder.Write("clicks_1.jsonl", Clicks("2026-05-01", 197, 3));
        await using var host = await HostAsync();
        await host.LandAsync(folder.Path);

        var result = await host.RunAsync("2026-05-01");

        Assert.Equal(RunStatus.Blocked, result.Status);
        var check = Assert.Single(result.Checks, check => check.Verdict == Verdict.Fail);
        Assert.Equal(98.50m, check.Observed);
    }

    [Fact]
    public async Task Run_OneDayAtATimeBackwards_GivesTheSameStreaksAsOneRun()
    {
        using var folder = new TestFolder();
        folder.Write(
            "clicks_1.jsonl",
            string.Concat(Enumerable.Range(1, 9).Select(day => Clicks($"2026-05-0{day}", 100, 0)))
        );
        await using var once = await HostAsync();
        await once.LandAsync(folder.Path);
        await once.RunAsync("2026-05-01", "2026-05-09");
        await using var backwards = await HostAsync();
        await backwards.LandAsync(folder.Path);
        for (var day = 9; day >= 1; day--)
            await backwards.RunAsync($"2026-05-0{day}");

        var expected = await once.ShowAllAsync();
        Assert.Equal(expected, await backwards.ShowAllAsync());
        Assert.Equal(
            "7",
            CsvTable.Read(await once.ShowAsync("kpi_clicks_daily", "2026-05-09")).Rows[0]["longest_streak"]
        );
    }

    [Fact]
    public async Task Run_StepNotRegistered_FailsAndSaysWhich()
    {
        using var folder = new TestFolder();
        folder.Write("clicks_1.jsonl", Clicks("2026-05-01", 100, 0));
        await using var host = await EngineHost.CreateAsync("clicks", Pipelines);
        await host.LandAsync(folder.Path);

        var error = await Assert.ThrowsAsync<RunFailedException>(() => host.RunAsync("2026-05-01"));

        Assert.Contains("click_streaks", error.Message, StringComparison.Ordinal);
        var run = await host.ReadAsync(context => Task.FromResult(Assert.Single(context.Runs)));
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Contains("click_streaks", run.Error, StringComparison.Ordinal);
    }
}
