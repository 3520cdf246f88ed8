using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Web.Alerts.Delivery;
using RetailRocket.Web.Alerts.Incidents;
using RetailRocket.Web.Features.Runs;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Tests.Alerts;

/// <summary>Slack and mail servers that fail in every way: runs go on, the alert arrives later, once, and the page says where it stands.</summary>
public sealed class DeliveryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Alert_WhileBothWaysFail_ArrivesLaterOnceAndHoldsNoRunUp()
    {
        await using var slack = await FakeWebhook.StartAsync(
            FakeWebhook.Nothing,
            FakeWebhook.TooMany,
            FakeWebhook.Fail,
            FakeWebhook.Redirect
        );
        await using var mail = new FakeMailServer(hangs: 1);
        await using var app = await AlertApp.LiveAsync([
            ("Alerts:Slack:Webhook", slack.Address),
            .. AlertApp.Mail(mail),
            // Longer than a run takes on a busy machine.
            ("Alerts:PatienceSeconds", "10"),
        ]);

        // Both ways hang at this moment.
        await AlertApp.UntilAsync(() => Task.FromResult(slack.Asked.Count >= 1 && mail.Calls >= 1));
        var center = app.Host.Get<RunCenter>();
        var date = new DateOnly(2015, 6, 1);
        var work = center.Start(
            new WorkRequest
            {
                Pipeline = "retailrocket",
                Ranges = [new DateRange(date, date)],
                Trigger = "page",
                RequestedBy = "tester",
            }
        );
        var end = await center.WaitAsync(work, Token);
        Assert.Equal(WorkState.Done, end.State);
        Assert.Equal(0, await CountAsync(app, MessageState.Sent));

        await AlertApp.UntilAsync(async () => await CountAsync(app, MessageState.Sent) == 2);
        var posted = Assert.Single(slack.Accepted);
        Assert.Equal(5, slack.Asked.Count);
        Assert.Equal(0, slack.Followed);
        var asked = slack.Asked.ToList();
        Assert.True(asked[2] - asked[1] >= TimeSpan.FromSeconds(1), "Retry-After was not kept.");
        Assert.Contains("2015-06-09 (Tue) is held back by 002_transaction_integrity", posted, StringComparison.Ordinal);
        using (var blocks = JsonDocument.Parse(posted))
            Assert.Equal(
                ["header", "section", "context"],
                blocks
                    .RootElement.GetProperty("blocks")
                    .EnumerateArray()
                    .Select(block => block.GetProperty("type").GetString())
            );
        var letter = Assert.Single(mail.Mails);
        Assert.Equal(2, mail.Calls);
        Assert.Contains("References: <incident-", letter, StringComparison.Ordinal);

        using var browser = await app.Host.SignInAsync(Roles.Admin);
        var html = await browser.ReadAsync("/alerts/messages");
        Assert.Matches("Delivered at [^<]*, attempts: 5", html);
        Assert.Matches("Delivered at [^<]*, attempts: 2", html);
        foreach (var path in (string[])["/alerts/messages", "/alerts/rules", "/alerts", "/access/audit"])
            Assert.DoesNotContain(FakeWebhook.Secret, await browser.ReadAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alert_NobodyTakes_SaysWhyAndWhenAgain()
    {
        await using var slack = await FakeWebhook.StartAsync([.. Enumerable.Repeat(FakeWebhook.Fail, 10_000)]);
        await using var app = await AlertApp.LiveAsync(("Alerts:Slack:Webhook", slack.Address));
        using var browser = await app.Host.SignInAsync(Roles.Analyst);

        await AlertApp.UntilAsync(async () =>
            (await browser.ReadAsync("/alerts/messages")).Contains(
                "The other side failed (500). Next attempt at",
                StringComparison.Ordinal
            )
        );
    }

    [Fact]
    public async Task Alert_NobodyTakes_SaysAtTheEndThatItWasGivenUp()
    {
        await using var slack = await FakeWebhook.StartAsync([.. Enumerable.Repeat(FakeWebhook.Fail, 10_000)]);
        await using var app = await AlertApp.LiveAsync(
            ("Alerts:Slack:Webhook", slack.Address),
            ("Alerts:GiveUpAfterSeconds", "6")
        );
        using var browser = await app.Host.SignInAsync(Roles.Analyst);

        await AlertApp.UntilAsync(async () => (await MessageAsync(app))?.State == MessageState.GivenUp);
        var attempts = (await MessageAsync(app))!.Attempts;
        Assert.InRange(attempts, 2, 60);
        Assert.Contains(
            $"Given up after {attempts} attempts",
            await browser.ReadAsync("/alerts/messages"),
            StringComparison.Ordinal
        );
        var incident = await app.ReadAsync(context => context.Incidents.Select(row => row.Id).SingleAsync(Token));
        Assert.Contains(
            "could not be delivered within a day",
            await browser.ReadAsync($"/alerts/{incident}"),
            StringComparison.Ordinal
        );
        Assert.True(
            await app.ReadAsync(context =>
                context.IncidentEvents.AnyAsync(entry => entry.Kind == IncidentEventKind.NotDelivered, Token)
            )
        );
    }

    [Fact]
    public async Task Lease_ByManyAtOnce_GivesEachMessageToOne()
    {
        await using var app = await AlertApp.QuietAsync(
            ("Alerts:Slack:Webhook", "https://hooks.slack.com/services/x"),
            ("Alerts:Slack:Hosts", "hooks.slack.com")
        );
        await app.LookAsync();
        var channel = await app.ReadAsync(context => context.Channels.Select(row => row.Id).SingleAsync(Token));
        await using (var scope = app.Host.App.Services.CreateAsyncScope())
            await app.ReadAsync(async context =>
            {
                context.Messages.AddRange(
                    Enumerable
                        .Range(0, 30)
                        .Select(_ => new Message { ChannelId = channel, GivesUpAt = DateTimeOffset.UtcNow.AddDays(1) })
                );
                return await context.SaveChangesAsync(Token);
            });
        var outbox = app.Host.Get<Outbox>();

        var leases = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => outbox.LeaseAsync(ChannelKind.Slack, Token))
        );

        var ids = leases.SelectMany(lease => lease).Select(message => message.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Equal(31, ids.Count);
        Assert.Empty(await outbox.LeaseAsync(ChannelKind.Slack, Token));
    }

    private static Task<int> CountAsync(AlertApp app, MessageState state) =>
        app.ReadAsync(context => context.Messages.CountAsync(message => message.State == state, Token));

    private static Task<Message?> MessageAsync(AlertApp app) =>
        app.ReadAsync(context =>
            context.Messages.AsNoTracking().OrderBy(message => message.Id).FirstOrDefaultAsync(Token)
        );
}
