using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RetailRocket.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RetailRocket.EndToEnd.Tests.Pages;

/// <summary>The analyst's job: a rate fell; is it real, and what moved it.</summary>
public sealed partial class AnalystTests(Site site)
{
    private const string Fall = "/funnel?from=2015-07-20&to=2015-07-20&compare=4w";

    [Fact]
    public async Task Fall_OfARate_IsTracedToItsCategoryAndTheFileSaysTheSame()
    {
        await using var window = await OpenAsync(Fall);
        var page = window.Page;
        await Expect(page.Locator("a.tile[aria-current] .tile-change.bad")).ToBeVisibleAsync();
        await Expect(page.Locator(".cause")).ToContainTextAsync("Category 381 alone moved it by -");
        await Expect(page.Locator(".moved-fill.down").First).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Category 381" }).ClickAsync();
        await Expect(page.Locator(".crumbs [aria-current]")).ToHaveTextAsync("Category 381");
        await Expect(page).ToHaveURLAsync(new Regex("category=381"));
        Assert.True(await page.EvaluateAsync<int>("() => scrollY") > 0, "The page has lost its place.");

        var table = page.Locator(".panel").Filter(new() { Has = page.Locator(".crumbs") }).Locator("tbody tr");
        var shown = await table.First.Locator("td").First.InnerTextAsync();
        var file = await page.RunAndWaitForDownloadAsync(() =>
            page.Locator("a[download][href*='categories.csv']").ClickAsync()
        );
        Assert.StartsWith("funnel_category_381_2015-07-20", file.SuggestedFilename, StringComparison.Ordinal);
        var lines = (await File.ReadAllLinesAsync(await file.PathAsync(), Token)).Skip(1).ToList();
        Assert.Equal(await table.CountAsync(), lines.Count);
        Assert.Equal(shown.Trim(), $"Category {lines[0].Split(',')[0]}");
        Assert.Empty(window.Problems);
    }

    [Fact]
    public async Task Trend_DraggedOver_LooksAtThoseDatesAndBackReturns()
    {
        await using var window = await OpenAsync("/funnel?from=2015-07-03&to=2015-07-30");
        var page = window.Page;
        var first = await page.Locator(".trend-hit").Nth(10).BoundingBoxAsync();
        var last = await page.Locator(".trend-hit").Nth(20).BoundingBoxAsync();
        await page.Mouse.MoveAsync(first!.X + 4, first.Y + 60);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(last!.X + 4, last.Y + 60, new() { Steps = 4 });
        await page.Mouse.UpAsync();
        await Expect(page).ToHaveURLAsync(new Regex("from=2015-07-13&to=2015-07-23"));
        await Expect(page.Locator(".trend-hit")).ToHaveCountAsync(11);

        await page.GoBackAsync();
        await Expect(page.Locator(".trend-hit")).ToHaveCountAsync(28);
    }

    [Fact]
    public async Task CohortCell_ByKeysAlone_OpensItsVisitors()
    {
        await using var window = await OpenAsync("/cohorts?to=2015-07-30");
        var page = window.Page;
        // A page that has just opened takes the focus to its title once; what follows is from there on.
        await Expect(page.Locator("h1")).ToBeFocusedAsync();
        await page.Locator(".cohorts").PressAsync("ArrowRight");
        await page.Locator("tbody tr:nth-child(1) button[data-cell]").First.PressAsync("ArrowRight");
        await page.Locator("tbody tr:nth-child(1) button[data-cell]").Nth(1).PressAsync("ArrowDown");
        var cell = page.Locator("tbody tr:nth-child(2) button[data-cell]").Nth(1);
        await Expect(cell).ToBeFocusedAsync();
        var spoken = await cell.GetAttributeAsync("aria-label") ?? "";
        var (cohort, week, visitors) = Spoken().Match(spoken) is { Success: true } match
            ? (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value)
            : throw new InvalidOperationException(spoken);
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator(".visitors h2")).ToHaveTextAsync($"Cohort {cohort}, week {week}: who bought");
        await Expect(page.Locator(".visitors .data-table-count")).ToHaveTextAsync($"{visitors} rows");
        await Expect(page.Locator(".visitors")).ToBeFocusedAsync();
        await Expect(page.Locator("td[aria-current]")).ToHaveCountAsync(1);

        await page.GoBackAsync();
        await Expect(page.Locator(".visitors")).ToHaveCountAsync(0);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<Window> OpenAsync(string path)
    {
        var window = await site.OpenAsync(Role.Analyst);
        await window.GoAsync(path);
        return window;
    }

    [GeneratedRegex(@"^(\d{4}-\d\d-\d\d), week (\d+): (\d+) of")]
    private static partial Regex Spoken();
}
