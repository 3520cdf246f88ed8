using System.Text.Json;
using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Pipeline.Tests.Support;

namespace RetailRocket.Pipeline.Tests.Commands;

/// <summary>The commands as a person types them: results, messages, exit codes.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly TestFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Run_SmallFolder_PublishesExportsAndShows()
    {
        using var files = new EventFiles().Days("2015-06-01", 3).Write();

        var run = (
            await RunAsync("--from", "2015-06-01", "--to", "2015-06-03", "--source", files.Path, "--json")
        ).Expect(0);
        var shown = (
            await Command.RunAsync(
                data.Path,
                "pipeline",
                "show",
                "retailrocket",
                "mart_rr_funnel_daily",
                "--date",
                "2015-06-02"
            )
        ).Expect(0);
        var export = (
            await Command.RunAsync(
                data.Path,
                "export",
                "retailrocket",
                "--date",
                "2015-06-02",
                "--out",
                data.At("out"),
                "--json"
            )
        ).Expect(0);

        Assert.Equal(3, run.Json.GetProperty("published").GetInt32());
        Assert.Equal("published", run.Json.GetProperty("status").GetString());
        var row = Assert.Single(CsvTable.Read(shown.Output).Rows);
        Assert.Equal("6", row["visitors"]);
        Assert.Equal(
            await File.ReadAllTextAsync(data.At("out", "rr_funnel_daily_2015-06-02.csv"), Token),
            shown.Output
        );
        Assert.Equal(run.Json.GetProperty("run").GetInt64(), export.Json.GetProperty("run").GetInt64());
        foreach (var file in export.Json.GetProperty("files").EnumerateArray())
        {
            var bytes = await File.ReadAllBytesAsync(data.At("out", file.GetProperty("name").GetString()!), Token);
            Assert.Equal(
                file.GetProperty("sha256").GetString(),
                Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))
            );
        }
    }

    [Fact]
    public async Task Run_BlockedDate_Exits3AndStatusNamesTheRow()
    {
        using var files = new EventFiles().Days("2015-06-01", 2).Event("2015-06-02 12:00:00", 777, "wishlist").Write();

        var run = (
            await RunAsync("--from", "2015-06-01", "--to", "2015-06-02", "--source", files.Path, "--json")
        ).Expect(3);
        var status = (await Command.RunAsync(data.Path, "pipeline", "status", "retailrocket")).Expect(0);

        Assert.Equal(1, run.Json.GetProperty("published").GetInt32());
        Assert.Equal(1, run.Json.GetProperty("blocked").GetInt32());
        Assert.Contains("2015-06-02 was held back", status.Output, StringComparison.Ordinal);
        Assert.Contains("001_domain_checks", status.Output, StringComparison.Ordinal);
        Assert.Contains("wishlist", status.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_DateOutsideTheData_Exits4()
    {
        using var files = new EventFiles().Days("2015-06-01", 1).Write();

        var run = (await RunAsync("--date", "2016-01-01", "--source", files.Path, "--json")).Expect(4);

        Assert.Equal("NO DATA", run.Json.GetProperty("dates")[0].GetProperty("verdict").GetString());
        Assert.False(Directory.Exists(data.At("exports", "retailrocket", "2016-01-01")));
    }

    [Theory]
    [InlineData("--from is after", "--from", "2015-06-02", "--to", "2015-06-01")]
    [InlineData("not a date", "--date", "2015-13-01")]
    [InlineData("Say which dates", "--json")]
    [InlineData("Say which dates", "--date", "2015-06-01", "--to", "2015-06-02")]
    [InlineData("--wrong", "--date", "2015-06-01", "--wrong")]
    public async Task Run_WrongUse_Exits2AndSaysHow(string message, params string[] arguments)
    {
        var run = (await RunAsync(arguments)).Expect(2);

        Assert.Contains(message.Split(' ')[0], run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(data.At("server")));
    }

    [Fact]
    public async Task Run_UnknownPipeline_Exits2AndListsThem()
    {
        var run = (await Command.RunAsync(data.Path, "pipeline", "status", "retailrockt")).Expect(2);

        Assert.Contains("retailrocket", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_FolderWithoutTheFiles_Exits1AndNamesWhatIsMissing()
    {
        using var empty = new TestFolder();

        var run = (await RunAsync("--date", "2015-06-01", "--source", empty.Path, "--json")).Expect(1);

        Assert.Contains("events*.csv", run.Error, StringComparison.Ordinal);
        Assert.Contains("events*.csv", run.Json.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DryRun_ChangedDate_ListsDatesTablesAndWhatBecomesStale()
    {
        using var files = new EventFiles().Days("2015-06-01", 4).Write();
        using var changed = new EventFiles().Days("2015-06-01", 4).Event("2015-06-02 15:00:00", 5000, "view").Write();
        (await RunAsync("--from", "2015-06-01", "--to", "2015-06-04", "--source", files.Path)).Expect(0);
        var before = (
            await Command.RunAsync(data.Path, "pipeline", "show", "retailrocket", "mart_rr_funnel_daily")
        ).Output;

        var dry = (await RunAsync("--date", "2015-06-02", "--source", changed.Path, "--dry-run", "--json"))
            .Expect(0)
            .Json;
        var plain = (await RunAsync("--date", "2015-06-02", "--dry-run")).Expect(0);

        var replaced = Assert.Single(dry.GetProperty("replaces").EnumerateArray());
        Assert.Equal("2015-06-02", replaced.GetProperty("date").GetString());
        Assert.Contains("fact_rr_events", Names(replaced.GetProperty("tables")));
        Assert.Contains("mart_rr_funnel_daily", Names(replaced.GetProperty("tables")));
        Assert.Equal(["2015-06-03", "2015-06-04"], Names(dry.GetProperty("stale")));
        Assert.Contains("stay current", plain.Output, StringComparison.Ordinal);
        var after = (
            await Command.RunAsync(data.Path, "pipeline", "show", "retailrocket", "mart_rr_funnel_daily")
        ).Output;
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task RollBack_SecondPublication_ShowsTheFirstAgain()
    {
        using var files = new EventFiles().Days("2015-06-01", 1).Write();
        using var changed = new EventFiles().Days("2015-06-01", 1).Event("2015-06-01 15:00:00", 5000, "view").Write();
        (await RunAsync("--date", "2015-06-01", "--source", files.Path)).Expect(0);
        var first = (
            await Command.RunAsync(data.Path, "pipeline", "show", "retailrocket", "mart_rr_funnel_daily")
        ).Output;
        (await RunAsync("--date", "2015-06-01", "--source", changed.Path)).Expect(0);

        (await Command.RunAsync(data.Path, "pipeline", "rollback", "retailrocket", "--date", "2015-06-01")).Expect(0);

        Assert.Equal(
            first,
            (await Command.RunAsync(data.Path, "pipeline", "show", "retailrocket", "mart_rr_funnel_daily")).Output
        );
        Assert.Equal(
            first,
            await File.ReadAllTextAsync(
                data.At("exports", "retailrocket", "2015-06-01", "rr_funnel_daily_2015-06-01.csv"),
                Token
            )
        );
    }

    [Fact]
    public async Task Help_EveryVerb_ExplainsItself()
    {
        foreach (
            var verb in new[]
            {
                "pipeline",
                "pipeline run",
                "pipeline load",
                "pipeline show",
                "pipeline status",
                "export",
                "sample",
                "doctor",
            }
        )
        {
            var help = (await Command.RunAsync(data.Path, [.. verb.Split(' '), "--help"])).Expect(0);
            Assert.Contains("Usage:", help.Output, StringComparison.Ordinal);
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Task<CommandResult> RunAsync(params string[] arguments) =>
        Command.RunAsync(data.Path, ["pipeline", "run", "retailrocket", .. arguments]);

    private static IEnumerable<string?> Names(JsonElement array) =>
        array.EnumerateArray().Select(item => item.GetString());
}
