using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RetailRocket.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RetailRocket.EndToEnd.Tests.Pages;

/// <summary>The quality analyst's job: find what is held back, see the rows, and what would be published.</summary>
public sealed class QualityTests(Site site)
{
    [Fact]
    public async Task Quality_FollowsAHeldDateToItsRowsAndFigures()
    {
        await using var window = await site.OpenAsync(Role.Quality);
        await window.GoAsync("/quality?from=2015-06-01&to=2015-07-30&only=problems");
        await Expect(window.Page.Locator("[data-figure='Quality.DaysFailed']")).ToHaveTextAsync("1");

        await window.Page.ClickAsync("[title^='002_transaction_integrity, 2015-06-23']");
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("002_transaction_integrity");
        var evidence = window.Page.Locator("section:has(h2:has-text('Rows that broke it on 2015-06-23'))");
        await Expect(evidence).ToContainTextAsync("transaction without an order");
        var broken = await evidence.Locator("tbody tr").CountAsync();

        await window.GoAsync("/quality/dates/2015-06-23");
        await Expect(window.Page.Locator(".date-answer")).ToContainTextAsync("nothing is published for this date");
        var without = window.Page.Locator("tr:has-text('transaction_events_without_id') td");
        await Expect(without.Nth(1)).ToHaveTextAsync($"{broken}");
        await Expect(without.Nth(2)).ToHaveTextAsync("–");
        Assert.Equal([], window.Problems);
    }

    [Fact]
    public async Task Grid_ByArrowsAlone_LeadsToACheck()
    {
        await using var window = await site.OpenAsync(Role.Quality);
        await window.GoAsync("/quality?from=2015-06-20&to=2015-06-26");
        await window.Page.FocusAsync("[data-cell][tabindex='0']");
        for (var step = 0; step < 3; step++)
            await window.Page.Keyboard.PressAsync("ArrowRight");
        var focus = window.Page.Locator("[data-cell]:focus");
        await Expect(focus).ToHaveAttributeAsync("title", new Regex("^2015-06-23"));
        // Over the heading of the first gate to its first check, and on to the second.
        await window.Page.Keyboard.PressAsync("ArrowDown");
        await window.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(focus).ToHaveAttributeAsync("title", new Regex("^002_transaction_integrity, 2015-06-23"));
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("002_transaction_integrity");
    }

    [Fact]
    public async Task Basis_Choice_IsInTheAddressAndSurvivesAReload()
    {
        await using var window = await site.OpenAsync(Role.Quality);
        await window.GoAsync("/quality?from=2015-06-20&to=2015-06-26");
        await window.Page.ClickAsync(".segmented >> text=the published run");
        await Expect(window.Page).ToHaveURLAsync(new Regex("basis=published"));
        await Expect(window.Page.Locator("[data-figure='Quality.DaysFailed']")).ToHaveTextAsync("0");
        await window.Page.ReloadAsync();
        await Expect(window.Page.Locator(".segmented [aria-current=true]").First).ToHaveTextAsync("the published run");
        await window.Page.GoBackAsync();
        await Expect(window.Page.Locator("[data-figure='Quality.DaysFailed']")).ToHaveTextAsync("1");
    }
}
