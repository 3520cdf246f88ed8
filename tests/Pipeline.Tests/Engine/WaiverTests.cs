using System.Text.Json;
using Npgsql;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Quality;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Pipeline.Tests.Engine;

/// <summary>Blocked dates published for a time on the word of two persons.</summary>
public sealed class WaiverTests
{
    private const string Date = "2015-06-01";
    private const string Pipeline = "retailrocket";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Approve_BySecondPerson_PublishesUntilTheClockSaysOtherwise()
    {
        await using var host = await BlockedAsync(isPublishedBefore: true);
        var before = await host.ShowAllAsync(Date);
        var waiver = await AskAsync(host, DateTimeOffset.UtcNow.AddSeconds(6));
        Assert.Equal(["002_transaction_integrity"], waiver.Checks);
        Assert.Equal(before, await host.ShowAllAsync(Date));

        await Waivers(host).ApproveAsync(Pipeline, waiver.Id, "jun", Token);
        await ExportAsync(host);

        Assert.NotEqual(before, await host.ShowAllAsync(Date));
        var certificate = await CertificateAsync(host);
        Assert.Equal((2, Verdict.Fail), (certificate!.RunId, certificate.Verdict));
        Assert.Equal(
            ("mina", "jun", "known gap"),
            (certificate.Waiver!.AskedBy, certificate.Waiver.ApprovedBy, certificate.Waiver.Reason)
        );
        Assert.True(certificate.Passed < certificate.Checks);
        Assert.Equal("known gap", (await ManifestAsync(host)).GetProperty("waiver").GetProperty("reason").GetString());
        Assert.Contains("waiver_reason=known gap", await SummaryAsync(host), StringComparison.Ordinal);

        // No program acts at its end: readers go by the database's clock.
        await Task.Delay(waiver.EndsAt - DateTime.UtcNow + TimeSpan.FromSeconds(1), Token);
        Assert.Equal(before, await host.ShowAllAsync(Date));
        Assert.Equal((1, null), ((await CertificateAsync(host))!.RunId, (await CertificateAsync(host))!.Waiver));
        Assert.Equal(1, (await host.StatusAsync(Date)).PublishedRun);

        Assert.Equal([waiver.Id], (await Waivers(host).EndDueAsync(Token)).Select(ended => ended.Id));
        Assert.Empty(await Waivers(host).EndDueAsync(Token));
        await ExportAsync(host);
        Assert.Equal(1, (await ManifestAsync(host)).GetProperty("run").GetInt64());
        Assert.DoesNotContain("waiver", await SummaryAsync(host), StringComparison.Ordinal);
        Assert.Equal(WaiverState.Ended, (await FindAsync(host, waiver.Id)).State);
        Assert.Equal(["publish", "waive", "end"], await MovesAsync(host));
    }

    [Theory]
    [InlineData("mina")]
    [InlineData("Mina")]
    public async Task Approve_ByWhoAsked_IsRefused(string name)
    {
        await using var host = await BlockedAsync(isPublishedBefore: false);
        var waiver = await AskAsync(host);

        var error = await Assert.ThrowsAsync<PublishingException>(() =>
            Waivers(host).ApproveAsync(Pipeline, waiver.Id, name, Token)
        );

        Assert.Contains("somebody else", error.Message, StringComparison.Ordinal);
        Assert.Null(await CertificateAsync(host));
        await Assert.ThrowsAsync<PostgresException>(() =>
            host.ExecuteAsync($"update ops.waivers set state = 'Approved', decided_by = '{name}'")
        );
    }

    [Fact]
    public async Task Withdraw_OnlyPublication_LeavesNothingPublishedAndNoFiles()
    {
        await using var host = await BlockedAsync(isPublishedBefore: false);
        var waiver = await AskAsync(host);
        await Waivers(host).ApproveAsync(Pipeline, waiver.Id, "jun", Token);
        await ExportAsync(host);
        Assert.True(File.Exists(Path.Combine(FolderOf(host), ExportManifest.FileName)));
        await Assert.ThrowsAsync<PublishingException>(() =>
            host.Get<Publisher>().RollBackAsync(Pipeline, EngineHost.Day(Date), "tests", Token)
        );

        await Waivers(host).WithdrawAsync(Pipeline, waiver.Id, "mina", Token);
        await ExportAsync(host);

        Assert.Null(await CertificateAsync(host));
        Assert.DoesNotContain(Date, await host.ShowAllAsync(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(FolderOf(host)));
        var closed = await FindAsync(host, waiver.Id);
        Assert.Equal((WaiverState.Withdrawn, "mina"), (closed.State, closed.ClosedBy));
    }

    [Fact]
    public async Task RollBack_OfAWaivedDate_WithdrawsTheWaiver()
    {
        await using var host = await BlockedAsync(isPublishedBefore: true);
        var before = await host.ShowAllAsync(Date);
        var waiver = await AskAsync(host);
        await Waivers(host).ApproveAsync(Pipeline, waiver.Id, "jun", Token);

        Assert.Equal(1, await host.Get<Publisher>().RollBackAsync(Pipeline, EngineHost.Day(Date), "admin", Token));

        Assert.Equal(before, await host.ShowAllAsync(Date));
        Assert.Equal(WaiverState.Withdrawn, (await FindAsync(host, waiver.Id)).State);
    }

    [Fact]
    public async Task Run_ThatPasses_TakesTheWaiversPlaceAndRollsBackPastIt()
    {
        await using var host = await BlockedAsync(isPublishedBefore: true);
        var waiver = await AskAsync(host);
        await Waivers(host).ApproveAsync(Pipeline, waiver.Id, "jun", Token);
        using var mended = new EventFiles().Days(Date, 1).Event($"{Date} 12:00:00", 9, "view").Write();
        await host.LandAsync(mended.Path);

        await host.RunAsync(Date);

        var certificate = await CertificateAsync(host);
        Assert.Equal((3, null), (certificate!.RunId, certificate.Waiver));
        Assert.Equal(WaiverState.Superseded, (await FindAsync(host, waiver.Id)).State);
        Assert.Equal(1, await host.Get<Publisher>().RollBackAsync(Pipeline, EngineHost.Day(Date), "admin", Token));
        Assert.Equal(Verdict.Pass, (await CertificateAsync(host))!.Verdict);
    }

    [Fact]
    public async Task Approve_AfterANewerPublication_IsRefused()
    {
        await using var host = await BlockedAsync(isPublishedBefore: true);
        var waiver = await AskAsync(host);
        using var mended = new EventFiles().Days(Date, 1).Write();
        await host.LandAsync(mended.Path);
        await host.RunAsync(Date);

        var error = await Assert.ThrowsAsync<PublishingException>(() =>
            Waivers(host).ApproveAsync(Pipeline, waiver.Id, "jun", Token)
        );

        Assert.Contains("superseded", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, (await CertificateAsync(host))!.RunId);
    }

    [Fact]
    public async Task Retention_OpenWaiver_KeepsItsRows()
    {
        await using var host = await BlockedAsync(isPublishedBefore: true);
        var waiver = await AskAsync(host);
        for (var run = 0; run <= host.Definition.KeepRuns; run++)
            await host.RunAsync(Date);

        await Waivers(host).ApproveAsync(Pipeline, waiver.Id, "jun", Token);

        Assert.Contains(Date, await host.ShowAsync("mart_rr_funnel_daily"), StringComparison.Ordinal);
        Assert.Equal(2, (await CertificateAsync(host))!.RunId);
    }

    [Theory]
    [InlineData("", 1, "reason")]
    [InlineData("known gap", -1, "future")]
    [InlineData("known gap", 24 * 40, "31 days")]
    public async Task Ask_WithoutReasonOrFarEnd_IsRefused(string reason, int hours, string words)
    {
        await using var host = await BlockedAsync(isPublishedBefore: false);

        var error = await Assert.ThrowsAsync<PublishingException>(() =>
            AskAsync(host, DateTimeOffset.UtcNow.AddHours(hours), reason)
        );

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_PassingDateOrTwice_IsRefused()
    {
        await using var host = await BlockedAsync(isPublishedBefore: false);
        await AskAsync(host);
        await Assert.ThrowsAsync<PublishingException>(() => AskAsync(host));
        using var mended = new EventFiles().Days(Date, 1).Write();
        await host.LandAsync(mended.Path);
        await host.RunAsync(Date);
        var error = await Assert.ThrowsAsync<PublishingException>(() => AskAsync(host));
        Assert.Contains("not held back", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A date whose last run a check holds back; run 1 has published it before, or nothing has.</summary>
    private static async Task<EngineHost> BlockedAsync(bool isPublishedBefore)
    {
        var host = await EngineHost.CreateAsync();
        if (isPublishedBefore)
        {
            using var good = new EventFiles().Days(Date, 1).Write();
            await host.LandAsync(good.Path);
            await host.RunAsync(Date);
        }
        using var bad = new EventFiles().Days(Date, 1).Event($"{Date} 12:00:00", 7, "transaction").Write();
        await host.LandAsync(bad.Path);
        Assert.Equal(RunStatus.Blocked, (await host.RunAsync(Date)).Status);
        return host;
    }

    private static WaiverService Waivers(EngineHost host) => host.Get<WaiverService>();

    private static Task<Waiver> AskAsync(EngineHost host, DateTimeOffset? endsAt = null, string reason = "known gap") =>
        Waivers(host)
            .AskAsync(
                new WaiverRequest(
                    host.Definition,
                    EngineHost.Day(Date),
                    reason,
                    endsAt ?? DateTimeOffset.UtcNow.AddDays(1),
                    "mina"
                ),
                Token
            );

    private static Task<Waiver> FindAsync(EngineHost host, long id) =>
        host.ReadAsync(context => Task.FromResult(context.Waivers.Single(waiver => waiver.Id == id)));

    private static Task<List<string>> MovesAsync(EngineHost host) =>
        host.ReadAsync(context =>
            Task.FromResult(context.PublicationEvents.OrderBy(move => move.Id).Select(move => move.Kind).ToList())
        );

    private static Task<Certificate?> CertificateAsync(EngineHost host) =>
        host.Get<CertificateReader>().FindAsync(host.Definition, EngineHost.Day(Date), Token);

    private static Task ExportAsync(EngineHost host) =>
        host.Get<RunService>().ExportPendingAsync(host.Definition, host.ExportFolder, Token);

    private static string FolderOf(EngineHost host) =>
        RunService.FolderOf(host.ExportFolder, host.Definition, EngineHost.Day(Date));

    private static Task<string> SummaryAsync(EngineHost host) =>
        File.ReadAllTextAsync(Path.Combine(FolderOf(host), $"rr_pipeline_summary_{Date}.txt"), Token);

    private static async Task<JsonElement> ManifestAsync(EngineHost host) =>
        JsonDocument
            .Parse(await File.ReadAllTextAsync(Path.Combine(FolderOf(host), ExportManifest.FileName), Token))
            .RootElement;
}
