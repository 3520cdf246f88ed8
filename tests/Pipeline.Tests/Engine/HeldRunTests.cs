using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Pipeline.Tests.Engine;

/// <summary>Runs that wait for a person before they are published.</summary>
public sealed class HeldRunTests
{
    private const string Pipeline = "retailrocket";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hold_ThenApprove_PublishesAndRollsBack()
    {
        await using var host = await ChangedAsync();
        var before = await host.ShowAllAsync();

        var result = await host.RunAsync("2015-06-01", "2015-06-02", hold: true);

        Assert.Equal(RunStatus.Held, result.Status);
        Assert.All(result.Dates, date => Assert.False(date.Published));
        Assert.Equal(before, await host.ShowAllAsync());
        Assert.Equal(
            (1, 2),
            ((await host.StatusAsync("2015-06-01")).PublishedRun, (await host.StatusAsync("2015-06-01")).HeldRun)
        );

        var approval = await Held(host).ApproveAsync(Pipeline, result.RunId, "jun", Token);

        Assert.Equal((2, 0), (approval.Published.Count, approval.Superseded.Count));
        Assert.NotEqual(before, await host.ShowAllAsync());
        var certificate = await CertificateAsync(host, "2015-06-01");
        Assert.Equal((2, "jun", false), (certificate!.RunId, certificate.PublishedBy, certificate.IsStale));
        var run = await FindAsync(host, 2);
        Assert.Equal((RunStatus.Published, "jun"), (run.Status, run.DecidedBy));
        Assert.Null((await host.StatusAsync("2015-06-01")).HeldRun);

        foreach (var date in (string[])["2015-06-01", "2015-06-02"])
            await host.Get<Publisher>().RollBackAsync(Pipeline, EngineHost.Day(date), "jun", Token);
        Assert.Equal(before, await host.ShowAllAsync());
        Assert.True((await CertificateAsync(host, "2015-06-01"))!.IsStale);
    }

    [Fact]
    public async Task Reject_LeavesWhatIsPublished_AndCannotBeApprovedAfter()
    {
        await using var host = await ChangedAsync();
        await host.RunAsync("2015-06-01", hold: true);

        await Held(host).RejectAsync(Pipeline, 2, "jun", Token);

        Assert.Equal(RunStatus.Rejected, (await FindAsync(host, 2)).Status);
        var error = await Assert.ThrowsAsync<PublishingException>(() =>
            Held(host).ApproveAsync(Pipeline, 2, "mina", Token)
        );
        Assert.Contains("rejected by jun", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await CertificateAsync(host, "2015-06-01"))!.RunId);
    }

    [Fact]
    public async Task Approve_DateThatANewerRunTook_LeavesItAlone()
    {
        await using var host = await ChangedAsync();
        await host.RunAsync("2015-06-01", "2015-06-02", hold: true);
        await host.RunAsync("2015-06-01");

        var approval = await Held(host).ApproveAsync(Pipeline, 2, "jun", Token);

        Assert.Equal([EngineHost.Day("2015-06-02")], approval.Published);
        Assert.Equal([EngineHost.Day("2015-06-01")], approval.Superseded);
        Assert.Equal(3, (await CertificateAsync(host, "2015-06-01"))!.RunId);
        Assert.Equal(2, (await CertificateAsync(host, "2015-06-02"))!.RunId);
    }

    [Fact]
    public async Task Approve_WhollySuperseded_SaysSo()
    {
        await using var host = await ChangedAsync();
        await host.RunAsync("2015-06-01", hold: true);
        await host.RunAsync("2015-06-01");
        // Also when the newer one was rolled back: readers have seen newer figures than the held ones.
        await host.Get<Publisher>().RollBackAsync(Pipeline, EngineHost.Day("2015-06-01"), "jun", Token);

        var error = await Assert.ThrowsAsync<PublishingException>(() =>
            Held(host).ApproveAsync(Pipeline, 2, "jun", Token)
        );

        Assert.Contains("a newer run was published", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lapse_AfterItsTime_ClosesTheRun()
    {
        await using var host = await ChangedAsync();
        await host.RunAsync("2015-06-01", hold: true);
        await host.ExecuteAsync("update ops.runs set held_until = now() - interval '1 minute' where id = 2");

        await Assert.ThrowsAsync<PublishingException>(() => Held(host).ApproveAsync(Pipeline, 2, "jun", Token));
        Assert.Equal(1, await Held(host).LapseAsync(Token));

        Assert.Equal(RunStatus.Lapsed, (await FindAsync(host, 2)).Status);
    }

    [Fact]
    public async Task Retention_HeldRun_KeepsItsRowsUntilTheDecision()
    {
        await using var host = await ChangedAsync();
        await host.RunAsync("2015-06-01", hold: true);
        for (var run = 0; run <= host.Definition.KeepRuns; run++)
            await host.RunAsync("2015-06-01", hold: true);

        await Held(host).ApproveAsync(Pipeline, 2, "jun", Token);

        Assert.Contains("2015-06-01", await host.ShowAsync("mart_rr_funnel_daily"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stale_AfterALanding_NamesTheLaterDatesThatReadTheOneThatRuns()
    {
        await using var host = await ChangedAsync();
        var request = new RunRequest
        {
            Definition = host.Definition,
            Range = new DateRange(EngineHost.Day("2015-06-01"), EngineHost.Day("2015-06-01")),
        };

        Assert.Equal([EngineHost.Day("2015-06-02")], await host.Get<RunRehearsal>().StaleAsync(request, Token));
    }

    /// <summary>Two published dates, and newer rows of both.</summary>
    private static async Task<EngineHost> ChangedAsync()
    {
        using var files = new EventFiles().Days("2015-06-01", 2).Write();
        var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);
        await host.RunAsync("2015-06-01", "2015-06-02");
        using var changed = new EventFiles()
            .Days("2015-06-01", 2)
            .Event("2015-06-01 13:00:00", 9, "view")
            .Event("2015-06-02 13:00:00", 9, "view")
            .Write();
        await host.LandAsync(changed.Path);
        return host;
    }

    private static HeldRuns Held(EngineHost host) => host.Get<HeldRuns>();

    private static Task<Run> FindAsync(EngineHost host, long id) =>
        host.ReadAsync(context => Task.FromResult(context.Runs.Single(run => run.Id == id)));

    private static Task<Certificate?> CertificateAsync(EngineHost host, string date) =>
        host.Get<CertificateReader>().FindAsync(host.Definition, EngineHost.Day(date), Token);
}
