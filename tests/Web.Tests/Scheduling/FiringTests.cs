using System.Net;
using Microsoft.EntityFrameworkCore;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Web.Scheduling;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Alerts;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Scheduling;

/// <summary>What a firing decides, that it is told in words, and that each is carried out once.</summary>
public sealed class FiringTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fire_NewHeldAndCurrentDates_SaysWhatItDecidedAndWhy()
    {
        await using var app = await AlertApp.QuietAsync();
        var actions = new ScheduleActions(
            app.Host.Get<ScheduleState>(),
            app.Host.Get<PipelineCatalog>(),
            SignedIn.As(Roles.Admin),
            app.Host.Get<Audit>()
        );

        await actions.FireAsync("retailrocket", Token);

        await AlertApp.UntilAsync(() =>
            app.ReadAsync(context => context.Firings.AnyAsync(row => row.EndedAt != null, Token))
        );
        var firing = await app.ReadAsync(context => context.Firings.SingleAsync(Token));
        Assert.Equal(
            (FiringState.Done, true, "tester", 1),
            (firing.State, firing.IsByHand, firing.RequestedBy, firing.Attempts)
        );
        using var browser = await app.Host.SignInAsync(Roles.Analyst);
        var run = Assert.Single(firing.Runs);
        foreach (var page in (string[])["/runs/schedule", $"/runs/{run}"])
        {
            var html = await browser.ReadAsync(page);
            Assert.Contains("No source folder is set, so nothing was landed.", html, StringComparison.Ordinal);
            Assert.Contains("Dates never run before: 1 (2015-06-10 (Wed)).", html, StringComparison.Ordinal);
            Assert.Contains(
                "Left held back, because nothing about them changed: 1 (2015-06-09 (Tue)).",
                html,
                StringComparison.Ordinal
            );
            Assert.Contains(
                "Left alone, because a run would give the same figures: 2 dates.",
                html,
                StringComparison.Ordinal
            );
            Assert.Contains("Ran in this order: 2015-06-10 (Wed).", html, StringComparison.Ordinal);
        }
        var korean = await browser.GetAsync("/runs/schedule", ("Accept-Language", "ko-KR"));
        Assert.Contains(
            "처음 실행하는 날짜 1일",
            WebUtility.HtmlDecode(await korean.Content.ReadAsStringAsync(Token)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Begin_AgainAndAfterItsEnd_IsTakenUpThenRefused()
    {
        await using var app = await AlertApp.QuietAsync();
        var journal = app.Host.Get<FiringJournal>();
        var definition = app.Host.Get<PipelineCatalog>().Get("retailrocket");
        var due = new DateTimeOffset(2026, 3, 2, app.Host.ScheduledHour, 0, 0, TimeSpan.FromHours(9)).ToUniversalTime();

        var first = await journal.BeginAsync(definition, due, false, "schedule", Token);
        Assert.Equal(first, await journal.BeginAsync(definition, due, false, "schedule", Token));
        await journal.EndAsync(first!.Value, FiringState.NothingToDo, [], null, Token);
        Assert.Null(await journal.BeginAsync(definition, due, false, "schedule", Token));

        var late = await journal.BeginAsync(definition, due.AddDays(4), false, "schedule", Token);
        var rows = await app.ReadAsync(context => context.Firings.OrderBy(row => row.Id).ToListAsync(Token));
        Assert.Equal(2, rows.Single(row => row.Id == first).Attempts);
        var made = rows.Single(row => row.Id == late);
        Assert.Equal((3, due.AddDays(1)), (made.Missed, made.MissedSince));
    }

    [Fact]
    public async Task Start_WithAScheduleThatIsNew_IsAuditedOnce()
    {
        await using var app = await AlertApp.QuietAsync();
        await using var identity = await app.Host.Get<IDbContextFactory<IdentityContext>>().CreateDbContextAsync(Token);

        var entry = await identity.AuditEntries.SingleAsync(row => row.Action == AuditAction.ScheduleChanged, Token);

        Assert.Equal(("pipeline.yml", "retailrocket"), (entry.Actor, entry.Subject));
        Assert.Contains($"\"to\": \"{app.Host.Cron}\"", entry.Details, StringComparison.Ordinal);
    }
}
