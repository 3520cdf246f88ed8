using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RetailRocket.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RetailRocket.EndToEnd.Tests.Pages;

/// <summary>The question of a Monday morning: the rate fell. Is it real?</summary>
[Collection(Alone.Name)]
public sealed partial class ExplainTests(Site site)
{
    [Fact]
    public async Task FallOfAMonday_FromTheOverview_IsTheRateOfOneCategory()
    {
        await using var window = await site.OpenAsync(Role.Analyst);
        var page = window.Page;
        await window.GoAsync("/?to=2015-07-20");
        await page.GetByRole(AriaRole.Link, new() { Name = "Why did it move? Session to purchase" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/explain\\?.*before_from=2015-07-13"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Category", Exact = true }).ClickAsync();
        await window.LiveAsync();

        await Expect(page.Locator(".explain-answer")).ToContainTextAsync("Rate within segments");
        await Expect(page.Locator(".explain-answer")).ToContainTextAsync("Category 381 did most of it");
        await Expect(page.Locator(".data-table tbody tr").First).ToContainTextAsync("Category 381");
        await Expect(page.Locator(".sides .certificate")).ToHaveCountAsync(2);
        await AssertAddsUpAsync(page);

        var file = await page.RunAndWaitForDownloadAsync(() =>
            page.Locator("a[download][href*='segments.csv']").ClickAsync()
        );
        var lines = await File.ReadAllLinesAsync(await file.PathAsync(), TestContext.Current.CancellationToken);
        Assert.StartsWith("segment,part,mix,rate", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("381,", lines[1], StringComparison.Ordinal);
        Assert.Empty(window.Problems);
    }

    [Fact]
    public async Task PlantedMondays_AreEachGivenToTheirCause()
    {
        await using var app = await PlantedMondays.StartAsync();
        await using var window = await SignInAsync(app);
        var page = window.Page;

        // Published under a longer pause: the same visits make fewer sessions.
        await window.GoAsync("/explain?pipeline=retailrocket&from=2015-06-08&to=2015-06-08");
        await Expect(page.Locator(".explain-answer")).ToContainTextAsync("Definition change (+5.00");
        Assert.Equal(5.00m, (await PartsAsync(page))["Definition change"]);
        await AssertAddsUpAsync(page);

        // Transaction ids went missing: held back, and explained only when asked for.
        await window.GoAsync(
            "/explain?pipeline=retailrocket&from=2015-06-15&to=2015-06-15&before_from=2015-06-01&before_to=2015-06-01"
        );
        await page.GetByRole(AriaRole.Link, new() { Name = "Explain it unpublished" }).ClickAsync();
        await Expect(page.Locator(".explain-answer")).ToContainTextAsync("Data quality (-8.00");
        var parts = await PartsAsync(page);
        Assert.Equal(
            (20.00m, -8.00m, 0.00m, 12.00m),
            (parts["Before"], parts["Data quality"], parts["Definition change"], parts["After"])
        );
        await AssertAddsUpAsync(page);
        await Expect(page.Locator(".sides")).ToContainTextAsync("not published");
        Assert.Empty(window.Problems);
    }

    [Fact]
    public async Task WhatIf_OfAWeek_ShowsTheOtherDefinitionsBesideThePublished()
    {
        await using var window = await site.OpenAsync(Role.Analyst);
        await window.GoAsync("/explain/what-if?from=2015-07-13&to=2015-07-19");
        var rows = window.Page.Locator(".data-table tbody tr");

        await Expect(rows).ToHaveCountAsync(7);
        var published = await rows.Nth(0).Locator("td").Nth(1).InnerTextAsync();
        var present = rows.Filter(new() { HasText = "Pause of 30 min" }).Locator("td");
        Assert.Equal(published, await present.Nth(1).InnerTextAsync());
        Assert.Empty(window.Problems);
    }

    [Fact]
    public async Task Explain_ForAMarketer_IsNotPermitted()
    {
        await using var window = await site.OpenAsync(Role.Marketer);
        var answer = await window.Page.GotoAsync("/explain");
        Assert.Equal(403, answer!.Status);
    }

    private async Task<Window> SignInAsync(AppProcess app)
    {
        var window = await site.OpenAsync(null, app: app);
        await window.SignInAsync(Role.Admin, app.FirstPassword!);
        await window.Page.FillAsync("#present", app.FirstPassword!);
        await window.Page.FillAsync("#replacement", Site.Password);
        await window.Page.FillAsync("#repeated", Site.Password);
        await window.Page.ClickAsync("button[type=submit]");
        await window.LiveAsync();
        return window;
    }

    /// <summary>The printed parts add up to the printed change.</summary>
    private static async Task AssertAddsUpAsync(IPage page)
    {
        var parts = await PartsAsync(page);
        var change = parts["After"] - parts["Before"];
        Assert.Equal(change, parts.Where(part => part.Key is not ("Before" or "After")).Sum(part => part.Value));
    }

    /// <summary>The waterfall as it is printed, in percent and points.</summary>
    private static async Task<Dictionary<string, decimal>> PartsAsync(IPage page)
    {
        var names = await page.Locator(".waterfall th").AllInnerTextsAsync();
        var values = await page.Locator(".waterfall td.number").AllInnerTextsAsync();
        return names
            .Zip(values)
            .ToDictionary(
                part => part.First.Trim(),
                part => decimal.Parse(Number().Match(part.Second).Value, CultureInfo.InvariantCulture)
            );
    }

    [GeneratedRegex(@"[+-]?\d+\.\d+")]
    private static partial Regex Number();
}
