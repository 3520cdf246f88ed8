using Bunit;
using Bunit.TestDoubles;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Web.Alerts;
using RetailRocket.Web.Alerts.Delivery;
using RetailRocket.Web.Alerts.Incidents;
using RetailRocket.Web.Alerts.Reading;
using RetailRocket.Web.Alerts.Rules;
using RetailRocket.Web.Components.Pages.Alerts;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Features.Runs;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;
using RetailRocket.Web.Watch;

namespace RetailRocket.Web.Tests.Alerts;

/// <summary>Inbox and rules over real incidents, clicked through.</summary>
public sealed class AlertPagesTests : BunitContext
{
    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Inbox_AcknowledgeThenSnooze_ShowsEachStepAndWhoDidIt()
    {
        await using var app = await AlertApp.QuietAsync();
        await app.LookAsync();
        var page = await OpenPageAsync<AlertsPage, InboxModel>(app, Roles.Quality);
        Assert.Contains(
            "2015-06-09 (Tue) is held back by 002_transaction_integrity",
            page.Markup,
            StringComparison.Ordinal
        );
        Assert.Contains("no channel is set up", page.Markup, StringComparison.Ordinal);

        await page.InvokeAsync(() => page.Find(".incident-buttons > button").Click());
        page.WaitForAssertion(() => Assert.Contains("Acknowledged by tester", page.Markup, StringComparison.Ordinal));

        await page.InvokeAsync(() => page.FindAll(".incident-buttons .menu-item")[1].Click());
        page.WaitForAssertion(() =>
            Assert.Contains("nothing is sent about it before", page.Markup, StringComparison.Ordinal)
        );
        Assert.Equal(
            [IncidentEventKind.Opened, IncidentEventKind.Acknowledged, IncidentEventKind.Snoozed],
            await app.ReadAsync(context =>
                context.IncidentEvents.OrderBy(entry => entry.Id).Select(entry => entry.Kind).ToListAsync(Token)
            )
        );
    }

    [Fact]
    public async Task Rules_ChangedAndChannelAdded_AreAuditedWithoutTheAddress()
    {
        await using var app = await AlertApp.QuietAsync();
        await app.LookAsync();
        var page = await OpenPageAsync<RulesPage, RulesModel>(app, Roles.Admin);
        Assert.Contains("nothing promises new files", page.Markup, StringComparison.Ordinal);

        await page.InvokeAsync(() => page.Find("tbody button.quiet-button").Click());
        page.WaitForElement("#rule-spread").Change("3.5");
        page.WaitForElement("dialog .dialog-actions button.primary");
        await page.InvokeAsync(() => page.Find("dialog .dialog-actions button.primary").Click());
        page.WaitForAssertion(() => Assert.Contains("median ± 3.5 × MAD", page.Markup, StringComparison.Ordinal));

        await page.InvokeAsync(() => page.FindAll(".panel")[1].QuerySelector(".panel-actions button")!.Click());
        page.WaitForElement("#channel-name").Change("ops");
        page.Find("#channel-address").Change("https://example.org/hook");
        await page.InvokeAsync(() => page.Find("dialog .dialog-actions button.primary").Click());
        page.WaitForAssertion(() => Assert.Contains("no https address", page.Markup, StringComparison.Ordinal));
        page.Find("#channel-address").Change("https://hooks.slack.com/services/very-secret");
        await page.InvokeAsync(() => page.Find("dialog .dialog-actions button.primary").Click());
        page.WaitForAssertion(() => Assert.Contains("hooks.slack.com/…", page.Markup, StringComparison.Ordinal));
        // The dialog closes after the table has the channel.
        page.WaitForAssertion(() => Assert.DoesNotContain("very-secret", page.Markup, StringComparison.Ordinal));

        await using var identity = await app.Host.Get<IDbContextFactory<IdentityContext>>().CreateDbContextAsync(Token);
        var entries = await identity
            .AuditEntries.Where(entry => entry.Action.StartsWith("alert."))
            .OrderBy(entry => entry.Id)
            .ToListAsync(Token);
        Assert.Equal(
            [AuditAction.AlertRuleChanged, AuditAction.AlertChannelChanged],
            entries.Select(entry => entry.Action)
        );
        Assert.Contains("3.5", entries[0].Details, StringComparison.Ordinal);
        Assert.All(entries, entry => Assert.DoesNotContain("very-secret", entry.Details, StringComparison.Ordinal));
        var channel = await app.ReadAsync(context => context.Channels.SingleAsync(Token));
        Assert.DoesNotContain("very-secret", channel.SealedAddress, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bell_CountsWhatNobodyTookUp()
    {
        await using var app = await AlertApp.QuietAsync();
        await app.LookAsync();
        using var browser = await app.Host.SignInAsync(Roles.Marketer);
        var html = await browser.ReadAsync("/help");
        Assert.Contains("aria-label=\"Alerts: 1 open\"", html, StringComparison.Ordinal);
        Assert.Contains("/alerts?", html, StringComparison.Ordinal);
    }

    private async Task<IRenderedComponent<TPage>> OpenPageAsync<TPage, TModel>(AlertApp app, string role)
        where TPage : DataPage<TModel>
        where TModel : class
    {
        var host = app.Host;
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddTexts();
        Services.AddSingleton(TimeProvider.System);
        Services.AddSingleton(host.Get<IDbContextFactory<WatchContext>>());
        Services.AddSingleton(host.Get<Audit>());
        Services.AddSingleton(host.Get<PipelineCatalog>());
        Services.AddSingleton(host.Get<SourceFolders>());
        Services.AddSingleton(host.Get<AlertSettings>());
        Services.AddSingleton(host.Get<ChannelSecrets>());
        Services.AddSingleton(new FailureLog(NullLogger<FailureLog>.Instance));
        Services.AddScoped(_ => SignedIn.As(role));
        Services.AddScoped<AlertQueries>();
        Services.AddScoped<RuleQueries>();
        Services.AddScoped<IncidentActions>();
        Services.AddScoped<RuleActions>();
        Services.AddScoped<ChannelActions>();
        this.AddBunitPersistentComponentState();
        AddAuthorization()
            .SetAuthorized("tester")
            .SetPolicies(AccessTable.Policy(Feature.AlertHandle), AccessTable.Policy(Feature.AlertRules));
        var view = await new ViewReader(host.Get<Pipeline.Database.Warehouse>(), host.Get<PipelineCatalog>()).ReadAsync(
            "http://localhost/alerts",
            Token
        );
        var page = Render<TPage>(parameters => parameters.AddCascadingValue(view));
        page.WaitForElement(".alerts-bar, .panel");
        return page;
    }
}
