using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RetailRocket.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RetailRocket.EndToEnd.Tests.Pages;

/// <summary>Whatever is decided of a date, every page, file and API answer shows the right certificate at that moment.</summary>
[Collection(Alone.Name)]
public sealed class CertificateTests(Site site)
{
    private const string Pipeline = "pipeline=retailrocket";
    private const string Held = "2015-06-03";
    private const string Blocked = "2015-06-23";

    [Fact]
    public async Task Certificate_ApprovePublishRollBackRepublish_IsRightAtEachMoment()
    {
        await using var admin = await site.OpenAsync(Role.Admin);
        var first = await RunOfAsync(admin, Held);
        await ShowsAsync(admin, Held, first);

        // Computed, and waiting: nothing that readers see moves.
        var held = await RunAsync(admin, $"/runs/new?from={Held}&to={Held}&hold=true", "waits for approval");
        await Expect(admin.Page.Locator("section:has(h2:has-text('Waits for approval'))")).ToBeVisibleAsync();
        await ShowsAsync(admin, Held, first);

        await admin.GoAsync($"/runs/{held}");
        await admin.Page.ClickAsync("button:has-text('Approve and publish 1 date')");
        await admin.Page.ClickAsync("dialog[open] .button.primary");
        await Expect(admin.Page.Locator(".facts")).ToContainTextAsync("Approved by");
        await ShowsAsync(admin, Held, held);

        await admin.GoAsync($"/runs/{held}");
        await admin.Page.ClickAsync("td button:has-text('Roll back')");
        await admin.Page.ClickAsync("dialog[open] .button.danger");
        await Expect(admin.Page.Locator("td button:has-text('Roll back')")).ToHaveCountAsync(0);
        await ShowsAsync(admin, Held, first);

        var again = await RunAsync(admin, $"/runs/new?from={Held}&to={Held}", "1 date published");
        await ShowsAsync(admin, Held, again);
        Assert.True(again > held);

        // The page of the certificate tells the whole story.
        await admin.GoAsync($"/certificates/{Held}?{Pipeline}");
        var history = admin.Page.Locator(".certificate-history li");
        await Expect(history).ToHaveCountAsync(4);
        await Expect(history.Nth(0)).ToContainTextAsync($"run {again}");
        await Expect(history.Nth(1)).ToContainTextAsync("rolled back by admin");
        await Expect(history.Nth(2)).ToContainTextAsync($"run {held}");
        await admin.GoAsync($"/certificates/{Held}?{Pipeline}&run={held}");
        await Expect(admin.Page.Locator(".certificate-answer"))
            .ToContainTextAsync($"Readers do not see run {held} but run {again}");
        Assert.Equal([], admin.Problems);
    }

    [Fact]
    public async Task Waiver_TwoPersons_PublishesMarkedFiguresAndTakesThemBack()
    {
        await using var quality = await site.OpenAsync(Role.Quality);
        await using var admin = await site.OpenAsync(Role.Admin);
        await NotPublishedAsync(admin);
        await quality.GoAsync($"/quality/dates/{Blocked}?{Pipeline}");
        await quality.Page.ClickAsync("section:has(h2:has-text('Publish it all the same')) button");
        await quality.Page.FillAsync("#waiver-reason", "The ids follow on Friday; orders are complete.");
        await quality.Page.ClickAsync("dialog[open] .button.primary");
        await Expect(quality.Page.Locator(".waiver")).ToContainTextAsync("somebody else has to decide");
        await Expect(quality.Page.Locator(".waiver button:has-text('Approve')")).ToHaveCountAsync(0);
        await NotPublishedAsync(admin);

        await admin.GoAsync($"/quality/waivers?{Pipeline}");
        await admin.Page.Locator(".waiver button:has-text('Approve')").First.ClickAsync();
        await admin.Page.ClickAsync("dialog[open] .button.primary");
        await Expect(admin.Page.Locator(".waiver").First).ToContainTextAsync("in force");

        var run = await RunOfAsync(admin, Blocked);
        await ShowsAsync(admin, Blocked, run);
        var answer = await GetAsync(admin, $"/api/v1/retailrocket/tables/mart_rr_funnel_daily?date={Blocked}");
        Assert.Contains("until=", answer.Headers["x-certificate-waiver"], StringComparison.Ordinal);
        var waiver = (await JsonAsync(answer)).GetProperty("certificate").GetProperty("waiver");
        Assert.Equal(
            ("quality@example.org", "admin"),
            (waiver.GetProperty("askedBy").GetString(), waiver.GetProperty("approvedBy").GetString())
        );
        foreach (var path in Pages(Blocked))
        {
            await admin.GoAsync(path);
            await Expect(admin.Page.Locator(".page-header-side .certificate")).ToContainTextAsync("waived");
        }

        await quality.GoAsync($"/quality/dates/{Blocked}?{Pipeline}");
        await quality.Page.Locator(".waiver button:has-text('Withdraw')").First.ClickAsync();
        await quality.Page.ClickAsync("dialog[open] .button.danger");
        await Expect(quality.Page.Locator(".waiver").First).ToContainTextAsync("withdrawn");
        await NotPublishedAsync(admin);
        await admin.GoAsync("/access/audit?subject=waiver");
        foreach (var action in (string[])["waiver.approved", "waiver.withdrawn"])
            await Expect(admin.Page.Locator(".data-table")).ToContainTextAsync(action);
        Assert.Equal([], quality.Problems);
        Assert.Equal([], admin.Problems);
    }

    private static IEnumerable<string> Pages(string date) =>
        [
            $"/?{Pipeline}&to={date}",
            $"/funnel?{Pipeline}&from={date}&to={date}",
            $"/cohorts?{Pipeline}&to={date}",
            $"/targets?{Pipeline}&to={date}",
            $"/quality/dates/{date}?{Pipeline}",
        ];

    private static IEnumerable<string> Files(string date) =>
        [
            $"/funnel/dates.csv?{Pipeline}&from={date}&to={date}",
            $"/funnel/steps.csv?{Pipeline}&from={date}&to={date}",
            $"/cohorts/retention.csv?{Pipeline}&to={date}",
            $"/download/targets/repeat_buyer.csv?{Pipeline}&date={date}",
            $"/api/v1/retailrocket/tables/mart_rr_funnel_daily?date={date}&format=csv",
        ];

    /// <summary>Page, file, API and manifest name the same run.</summary>
    private static async Task ShowsAsync(Window window, string date, long run)
    {
        var number = run.ToString(CultureInfo.InvariantCulture);
        foreach (var path in Pages(date))
        {
            await window.GoAsync(path);
            await Expect(window.Page.Locator(".page-header-side .certificate .certificate-run"))
                .ToHaveTextAsync($"run {number}");
        }
        await window.GoAsync($"/funnel?{Pipeline}&from={date}&to={date}");
        await Expect(window.Page.Locator(".panel .certificate-mark").First)
            .ToHaveAttributeAsync("href", new Regex($"run={number}$"));
        await window.GoAsync($"/certificates/{date}?{Pipeline}");
        await Expect(window.Page.Locator("[data-fact=run]")).ToContainTextAsync($"run {number}");
        foreach (var path in Files(date))
            Assert.Equal((path, number), (path, (await GetAsync(window, path)).Headers["x-certificate-run"]));
        Assert.Equal(run, await RunOfAsync(window, date));
        var manifest = await JsonAsync(await GetAsync(window, $"/certificates/{date}/manifest.json?{Pipeline}"));
        Assert.Equal(run, manifest.GetProperty("run").GetInt64());
    }

    private static async Task NotPublishedAsync(Window window)
    {
        foreach (var path in Pages(Blocked))
        {
            await window.GoAsync(path);
            await Expect(window.Page.Locator(".page-header-side .certificate")).ToContainTextAsync("Not published");
        }
        foreach (
            var path in (string[])
                [
                    $"/api/v1/retailrocket/dates/{Blocked}/certificate",
                    $"/certificates/{Blocked}/manifest.json?{Pipeline}",
                    $"/download/targets/repeat_buyer.csv?{Pipeline}&date={Blocked}",
                ]
        )
            Assert.Equal((path, 404), (path, (await window.Page.APIRequest.GetAsync(path)).Status));
    }

    private static async Task<long> RunOfAsync(Window window, string date) =>
        (await JsonAsync(await GetAsync(window, $"/api/v1/retailrocket/dates/{date}/certificate")))
            .GetProperty("certificate")
            .GetProperty("run")
            .GetInt64();

    /// <summary>Starts a run from its form and waits for its end.</summary>
    /// <returns>Its number; its page is open.</returns>
    private static async Task<long> RunAsync(Window window, string form, string end)
    {
        await window.GoAsync(form);
        await window.Page.ClickAsync(".new-run-start .button");
        await window.Page.ClickAsync("dialog[open] .button.primary");
        var work = window.Page.Locator($".work-done:has-text('{Held}')").First;
        await Expect(work).ToContainTextAsync(end, new() { Timeout = 120_000 });
        await work.Locator("a.quiet-button").ClickAsync();
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync(new Regex(@"Run \d+"));
        await window.LiveAsync();
        var title = await window.Page.Locator("h1").InnerTextAsync();
        return long.Parse(title.Split(' ')[^1], CultureInfo.InvariantCulture);
    }

    private static async Task<IAPIResponse> GetAsync(Window window, string path)
    {
        var answer = await window.Page.APIRequest.GetAsync(path);
        Assert.Equal((path, 200), (path, answer.Status));
        return answer;
    }

    private static async Task<JsonElement> JsonAsync(IAPIResponse answer) =>
        JsonDocument.Parse(await answer.TextAsync()).RootElement;
}
