using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RetailRocket.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RetailRocket.EndToEnd.Tests.Pages;

/// <summary>The marketer's job: see who is on a list and why, and take the list away.</summary>
public sealed class MarketerTests(Site site)
{
    private const string Date = "2015-07-30";

    [Fact]
    public async Task Marketer_ReadsExplainsAndDownloadsAList()
    {
        var published = await PublishedAsync("repeat_buyer");
        await using var window = await site.OpenAsync(Role.Marketer);
        await window.GoAsync($"/targets?to={Date}");
        await window.Page.ClickAsync("a.segment-tile:has-text('Repeat buyers')");
        await Expect(window.Page).ToHaveURLAsync(new Regex("segment=repeat_buyer"));
        await Expect(window.Page.Locator("[data-figure=repeat_buyer]"))
            .ToHaveTextAsync(published.Count.ToString("N0", CultureInfo.InvariantCulture));
        // Until then the page shows, and offers, the list before.
        var file = $"crm_targets_repeat_buyer_{Date}_{published.Count}_rows.csv";
        await Expect(window.Page.Locator($"a[download='{file}']").First).ToBeVisibleAsync();

        await window.Page.ClickAsync(".segmented >> text=CP949");
        await Expect(window.Page).ToHaveURLAsync(new Regex("encoding=cp949"));
        var download = await window.Page.RunAndWaitForDownloadAsync(() => window.Page.ClickAsync("text=Download CSV"));
        Assert.Equal(file, download.SuggestedFilename);
        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal(
            published.Order(StringComparer.Ordinal),
            lines.Skip(1).Select(line => line.Split(',')[1]).Order(StringComparer.Ordinal)
        );

        var first = window.Page.Locator("a[href*='/targets/visitors/']").First;
        var visitor = await first.InnerTextAsync();
        await window.Page.FillAsync("#why-visitor", "nobody");
        await window.Page.ClickAsync("text=Show why");
        await Expect(window.Page.Locator(".why-refused")).ToBeVisibleAsync();
        await window.Page.FillAsync("#why-visitor", visitor);
        await window.Page.ClickAsync("text=Show why");
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync($"Visitor {visitor}");
        await Expect(window.Page.Locator("section:has(h2:has-text('Repeat buyers')) .badge").First)
            .ToHaveTextAsync("rank 1");
        Assert.Equal([], window.Problems);
    }

    [Fact]
    public async Task Campaign_NeverHandedOut_CanBeDiscarded()
    {
        await using var window = await site.OpenAsync(Role.Marketer);
        await SampleCampaigns.PrepareAsync(window, Date, "cart_abandoner_today", "A mistake");
        var address = new Uri(window.Page.Url).AbsolutePath;

        await window.Page.ClickAsync("button:has-text('Discard')");
        await window.Page.ClickAsync("dialog[open] .button.danger");

        await Expect(window.Page).ToHaveURLAsync(new Regex("/targets/campaigns\\?"));
        await Expect(window.Page.Locator("text=A mistake")).ToHaveCountAsync(0);
        await window.GoAsync(address);
        await Expect(window.Page.Locator("main")).ToContainTextAsync("There is no campaign");
        Assert.Equal([], window.Problems);
    }

    [Fact]
    public async Task Preview_Rows_AreThosePublished()
    {
        var published = await PublishedAsync("cart_abandoner_today");
        await using var window = await site.OpenAsync(Role.Marketer);
        await window.GoAsync($"/targets?to={Date}&segment=cart_abandoner_today");

        var shown = await window.Page.Locator("a[href*='/targets/visitors/']").AllInnerTextsAsync();

        // The table draws the rows in sight; each of them is published, from the first rank on.
        Assert.NotEmpty(shown);
        Assert.All(shown, visitor => Assert.Contains(visitor, published));
        await Expect(window.Page.Locator("[data-figure=cart_abandoner_today]"))
            .ToHaveTextAsync(published.Count.ToString("N0", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Download_IsInTheAuditLog()
    {
        await using var window = await site.OpenAsync(Role.Marketer);
        await window.GoAsync($"/targets?to={Date}&segment=high_intent_viewer_7d_no_cart");
        await window.Page.RunAndWaitForDownloadAsync(() => window.Page.ClickAsync("text=Download CSV"));

        await using var admin = await site.OpenAsync(Role.Admin);
        await admin.GoAsync("/access/audit");
        await Expect(admin.Page.Locator(".data-table"))
            .ToContainTextAsync($"retailrocket {Date} high_intent_viewer_7d_no_cart");
    }

    // Visitors of a segment as `pipeline show` prints them.
    private async Task<IReadOnlyList<string>> PublishedAsync(string segment)
    {
        var csv = await site.App.RunAsync(
            "pipeline",
            "show",
            "retailrocket",
            "mart_rr_crm_targets_daily",
            "--date",
            Date
        );
        return
        [
            .. csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
                .Skip(1)
                .Select(line => line.Split(','))
                .Where(fields => fields[2] == segment)
                .Select(fields => fields[1]),
        ];
    }
}
