using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Landing;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Web.Alerts.Incidents;
using RetailRocket.Web.Alerts.Rules;
using RetailRocket.Web.Features.Runs;
using RetailRocket.Web.Scheduling;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;
using RetailRocket.Web.Watch;

namespace RetailRocket.Web.Tests.Alerts;

/// <summary>One thread for each incident, one digest for each run.</summary>
public sealed class IncidentTests
{
    private static readonly DateRange Blocked = new(new DateOnly(2015, 6, 9), new DateOnly(2015, 6, 9));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Look_ManyAtOnceAndAgain_OpensOneIncidentAndOneDigest()
    {
        await using var app = await WithChannelAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.LookAsync()));
        await app.LookAsync();

        Assert.Equal(
            ["2015-06-09"],
            await app.ReadAsync(context => context.Incidents.Select(row => row.Subject).ToListAsync(Token))
        );
        Assert.Equal([1L], await RunsOfDigestsAsync(app));
        Assert.Equal(1, await MessagesAsync(app));
    }

    [Fact]
    public async Task Thread_FromBlockedOverStillBlockedToReleased_IsOneWithADigestForEachRun()
    {
        await using var app = await WithChannelAsync();
        await app.LookAsync();
        await RunAsync(app);
        await app.LookAsync();
        await MendAsync(app);
        await RunAsync(app);

        await app.LookAsync();

        var incident = await app.ReadAsync(context => context.Incidents.SingleAsync(Token));
        Assert.NotNull(incident.RecoveredAt);
        Assert.Equal(FactKind.DateReleased, Facts.FromJson(incident.Facts).Kind);
        Assert.Equal(
            [(IncidentEventKind.Opened, 1L), (IncidentEventKind.StillOpen, 2L), (IncidentEventKind.Recovered, 3L)],
            await app.ReadAsync(async context =>
                (await context.IncidentEvents.OrderBy(entry => entry.Id).ToListAsync(Token))
                    .Select(entry => (entry.Kind, entry.RunId!.Value))
                    .ToList()
            )
        );
        Assert.Equal([1L, 2L, 3L], await RunsOfDigestsAsync(app));
        Assert.Equal(3, await MessagesAsync(app));
    }

    [Fact]
    public async Task Acknowledge_StillOpen_IsNotToldAgainButItsRecoveryIs()
    {
        await using var app = await WithChannelAsync();
        await app.LookAsync();
        await ActAsync(app, (actions, id) => actions.AcknowledgeAsync(id, Token));
        await RunAsync(app);
        await app.LookAsync();
        Assert.Equal(1, await MessagesAsync(app));
        await MendAsync(app);
        await RunAsync(app);

        await app.LookAsync();

        Assert.Equal(2, await MessagesAsync(app));
        Assert.Equal([1L, 3L], await RunsOfDigestsAsync(app));
        await using var identity = await app.Host.Get<IDbContextFactory<IdentityContext>>().CreateDbContextAsync(Token);
        Assert.True(await identity.AuditEntries.AnyAsync(entry => entry.Action == AuditAction.AlertHandled, Token));
    }

    [Fact]
    public async Task Snooze_UntilItEnds_SendsNothing()
    {
        await using var app = await WithChannelAsync();
        await app.LookAsync();
        await ActAsync(app, (actions, id) => actions.SnoozeAsync(id, TimeSpan.FromHours(1), Token));
        await RunAsync(app);
        await app.LookAsync();
        Assert.Equal(1, await MessagesAsync(app));

        await ActAsync(app, (actions, id) => actions.WakeAsync(id, Token));
        await RunAsync(app);
        await app.LookAsync();

        Assert.Equal([1L, 3L], await RunsOfDigestsAsync(app));
    }

    [Fact]
    public async Task Rule_SwitchedOff_ClosesWhatItHadFound()
    {
        await using var app = await WithChannelAsync();
        await app.LookAsync();
        await app.ReadAsync(context =>
            context
                .Rules.Where(rule => rule.Kind == AlertKind.Gate)
                .ExecuteUpdateAsync(update => update.SetProperty(rule => rule.IsEnabled, false), Token)
        );

        await app.LookAsync();

        var incident = await app.ReadAsync(context => context.Incidents.SingleAsync(Token));
        Assert.Equal(FactKind.RuleOff, Facts.FromJson(incident.Facts).Kind);
    }

    [Fact]
    public async Task Handling_WithoutTheRight_IsRefused()
    {
        await using var app = await AlertApp.QuietAsync();
        var actions = Actions(app, Roles.Marketer);
        await Assert.ThrowsAsync<AccessDeniedException>(() => actions.AcknowledgeAsync(1, Token));
    }

    [Fact]
    public async Task Firing_DueAndNotBegun_IsMissingUntilOneIsCarriedOut()
    {
        await using var app = await AlertApp.QuietAsync();
        var contexts = app.Host.Get<IDbContextFactory<WatchContext>>();
        var rule = new AlertRule
        {
            Pipeline = "retailrocket",
            Kind = AlertKind.Firing,
            Hours = 1,
            ChangedBy = "tests",
        };
        var ask = new WatchAsk(app.Host.Get<PipelineCatalog>().Get("retailrocket"), rule, new HashSet<long>(), []);
        Task<IReadOnlyList<Finding>?> At(TimeSpan later) =>
            new FiringWatch(app.Host.Get<ScheduleState>(), contexts, new ShiftedClock(later)).ReadAsync(ask, Token);

        Assert.Empty((await At(TimeSpan.Zero))!);
        var missing = Assert.Single((await At(TimeSpan.FromDays(2)))!);
        Assert.Equal((true, FactKind.FiringMissing), (missing.IsBad, missing.Facts.Kind));

        var journal = app.Host.Get<FiringJournal>();
        var due = missing.Facts.Due!.Value;
        var id = await journal.BeginAsync(ask.Definition, due, false, "schedule", Token);
        await journal.EndAsync(id!.Value, FiringState.Failed, [], "The folder does not exist.", Token);
        Assert.Equal(FactKind.FiringFailed, Assert.Single((await At(TimeSpan.Zero))!).Facts.Kind);

        var next = due.AddDays(1);
        var later = await journal.BeginAsync(ask.Definition, next, false, "schedule", Token);
        await journal.EndAsync(later!.Value, FiringState.Done, [1], null, Token);
        Assert.False(Assert.Single((await At(TimeSpan.Zero))!).IsBad);
    }

    [Fact]
    public async Task Freshness_OfAFedPipeline_TellsOldFilesAndOldDates()
    {
        await using var app = await AlertApp.QuietAsync(("Sources:retailrocket", "/somewhere"));
        var rule = new AlertRule
        {
            Pipeline = "retailrocket",
            Kind = AlertKind.Freshness,
            Hours = 36,
            Days = 2,
            ChangedBy = "tests",
        };
        var ask = new WatchAsk(app.Host.Get<PipelineCatalog>().Get("retailrocket"), rule, new HashSet<long>(), []);
        async Task<Dictionary<string, Facts>> AtAsync(TimeSpan later) =>
            (
                await new FreshnessWatch(
                    app.Host.Get<Warehouse>(),
                    app.Host.Get<SourceFolders>(),
                    new ShiftedClock(later)
                ).ReadAsync(ask, Token)
            )!.ToDictionary(finding => finding.Subject, finding => finding.Facts);

        Assert.Equal(FactKind.FilesFresh, (await AtAsync(TimeSpan.Zero))["events"].Kind);
        Assert.Equal(FactKind.PublishedOld, (await AtAsync(TimeSpan.Zero))["published"].Kind);
        var old = (await AtAsync(TimeSpan.FromHours(40)))["events"];
        Assert.Equal((FactKind.FilesOld, 40, 36), (old.Kind, old.Age, old.Limit));
    }

    private static Task<AlertApp> WithChannelAsync() =>
        AlertApp.QuietAsync(("Alerts:Slack:Webhook", "https://hooks.slack.com/services/x"));

    private static IncidentActions Actions(AlertApp app, string role) =>
        new(
            app.Host.Get<IDbContextFactory<WatchContext>>(),
            TimeProvider.System,
            SignedIn.As(role),
            app.Host.Get<Audit>()
        );

    private static async Task ActAsync(AlertApp app, Func<IncidentActions, long, Task> act) =>
        await act(
            Actions(app, Roles.Quality),
            await app.ReadAsync(context => context.Incidents.Select(row => row.Id).SingleAsync(Token))
        );

    private static async Task RunAsync(AlertApp app)
    {
        var request = new RunRequest
        {
            Definition = app.Host.Get<PipelineCatalog>().Get("retailrocket"),
            Range = Blocked,
            RequestedBy = "tests",
        };
        await app.Host.Get<RunService>().RunAsync(request, null, Token);
    }

    // The transaction of the date gets its number.
    private static async Task MendAsync(AlertApp app)
    {
        using var files = new EventFiles();
        foreach (var day in (string[])["2015-06-01", "2015-06-08", "2015-06-09", "2015-06-10"])
            files
                .Event($"{day} 10:00:00", 1, "view")
                .Event($"{day} 10:01:00", 1, "addtocart")
                .Event($"{day} 10:02:00", 1, "transaction", transaction: day[^2..])
                .Event($"{day} 11:00:00", 2, "view");
        files.Write();
        await app
            .Host.Get<SourceLander>()
            .LandAsync(
                app.Host.Get<PipelineCatalog>().Get("retailrocket"),
                files.Path,
                new LandingOptions(),
                null,
                Token
            );
    }

    private static Task<List<long>> RunsOfDigestsAsync(AlertApp app) =>
        app.ReadAsync(context =>
            context.Digests.OrderBy(digest => digest.Id).Select(digest => digest.RunId ?? 0).ToListAsync(Token)
        );

    private static Task<int> MessagesAsync(AlertApp app) =>
        app.ReadAsync(context => context.Messages.CountAsync(Token));

    /// <summary>The system's clock, later.</summary>
    private sealed class ShiftedClock(TimeSpan later) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + later;
    }
}
