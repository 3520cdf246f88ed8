using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Pipeline.Tests.Support;

namespace RetailRocket.Pipeline.Tests.Commands;

/// <summary>Runs that wait, later dates that follow, and waivers, as a person types them.</summary>
public sealed class TrustCommandTests : IDisposable
{
    private readonly TestFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Run_HeldWithRipple_SaysWhatChangesAndWaitsForApproval()
    {
        using var files = new EventFiles().Days("2015-06-01", 2).Write();
        (await RunAsync("--from", "2015-06-01", "--to", "2015-06-02", "--source", files.Path)).Expect(0);
        using var changed = new EventFiles().Days("2015-06-01", 2).Event("2015-06-01 13:00:00", 9, "view").Write();

        var told = (await RunAsync("--date", "2015-06-01", "--source", changed.Path, "--hold", "--json")).Expect(5);
        Assert.Equal("held", told.Json.GetProperty("status").GetString());
        Assert.Equal(0, told.Json.GetProperty("published").GetInt32());
        Assert.Equal(["2015-06-02"], told.Json.GetProperty("stale").EnumerateArray().Select(date => date.GetString()));
        Assert.Contains("--ripple runs them as well", told.Error, StringComparison.Ordinal);
        var change = told
            .Json.GetProperty("difference")
            .GetProperty("changes")
            .EnumerateArray()
            .Single(change => change.GetProperty("column").GetString() == "visitors");
        Assert.Equal((6m, 7m), (change.GetProperty("now").GetDecimal(), change.GetProperty("would").GetDecimal()));

        var run = told.Json.GetProperty("run").GetInt64();
        var approved = (await PipelineAsync("approve", "retailrocket", "--run", $"{run}", "--json")).Expect(0);
        Assert.Equal(1, approved.Json.GetProperty("published").GetArrayLength());
        (await PipelineAsync("reject", "retailrocket", "--run", $"{run}")).Expect(1);
        (await PipelineAsync("rollback", "retailrocket", "--date", "2015-06-01")).Expect(0);

        var rippled = (await RunAsync("--date", "2015-06-01", "--ripple", "--json")).Expect(0);
        var later = Assert.Single(rippled.Json.GetProperty("ripple").EnumerateArray());
        Assert.Equal("2015-06-02", later.GetProperty("from").GetString());
        Assert.Equal(1, later.GetProperty("published").GetInt32());
    }

    [Fact]
    public async Task Waiver_ByTwoAccounts_PublishesAndIsListed()
    {
        using var files = new EventFiles().Days("2015-06-01", 1).Event("2015-06-01 12:00:00", 7, "transaction").Write();
        (await RunAsync("--date", "2015-06-01", "--source", files.Path)).Expect(3);
        foreach (
            var (account, role) in new[]
            {
                ("mina@example.org", "quality"),
                ("jun@example.org", "quality"),
                ("ann@example.org", "analyst"),
            }
        )
            (await Command.RunAsync(data.Path, "user", "add", account, "--role", role)).Expect(0);
        var until = $"{DateTime.UtcNow.AddDays(2):yyyy-MM-dd}";

        (await AskAsync("ann@example.org", until)).Expect(2);
        (await AskAsync("mina@example.org", "soon")).Expect(2);
        var asked = (await AskAsync("mina@example.org", until)).Expect(0);
        var id = $"{asked.Json.GetProperty("waiver").GetInt64()}";
        var own = (await WaiverAsync("approve", "--id", id, "--by", "mina@example.org")).Expect(1);
        Assert.Contains("somebody else", own.Error, StringComparison.Ordinal);
        (await WaiverAsync("approve", "--id", id, "--by", "jun@example.org")).Expect(0);

        var list = (await WaiverAsync("list", "--json")).Expect(0);
        var waiver = Assert.Single(list.Json.GetProperty("waivers").EnumerateArray());
        Assert.Equal("approved", waiver.GetProperty("state").GetString());
        Assert.Equal("jun@example.org", waiver.GetProperty("decidedBy").GetString());
        var out1 = data.At("out");
        var export = (
            await Command.RunAsync(data.Path, "export", "retailrocket", "--date", "2015-06-01", "--out", out1, "--json")
        ).Expect(0);
        Assert.Equal("known gap", export.Json.GetProperty("waiver").GetProperty("reason").GetString());
        (await WaiverAsync("withdraw", "--id", id, "--by", "mina@example.org")).Expect(0);
        (await Command.RunAsync(data.Path, "export", "retailrocket", "--date", "2015-06-01", "--out", out1)).Expect(1);
    }

    private Task<CommandResult> RunAsync(params string[] arguments) =>
        PipelineAsync(["run", "retailrocket", .. arguments]);

    private Task<CommandResult> PipelineAsync(params string[] arguments) =>
        Command.RunAsync(data.Path, ["pipeline", .. arguments]);

    private Task<CommandResult> WaiverAsync(string verb, params string[] arguments) =>
        Command.RunAsync(data.Path, ["waiver", verb, "retailrocket", .. arguments]);

    private Task<CommandResult> AskAsync(string account, string until) =>
        WaiverAsync(
            "ask",
            "--date",
            "2015-06-01",
            "--reason",
            "known gap",
            "--until",
            until,
            "--by",
            account,
            "--json"
        );
}
