using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RetailRocket.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RetailRocket.EndToEnd.Tests.Pages;

/// <summary>Keys, search, dates, theme and language, as hands use them.</summary>
public sealed class ShellTests(Site site)
{
    [Fact]
    public async Task Palette_ByKeysAlone_GoesToAPage()
    {
        await using var window = await OpenAsync("/");
        await window.Page.Keyboard.PressAsync("Control+k");
        await window.Page.Keyboard.TypeAsync("help");
        await Expect(window.Page.Locator(".palette-item").First).ToContainTextAsync("Help");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page).ToHaveURLAsync(new Regex("/help\\?pipeline=retailrocket"));
        await Expect(window.Page.Locator("dialog.palette")).Not.ToBeVisibleAsync();
    }

    [Fact]
    public async Task Palette_Arrows_MoveTheChoiceAndNotTheCaret()
    {
        await using var window = await OpenAsync("/");
        await window.Page.Keyboard.PressAsync("Control+k");
        await window.Page.Keyboard.TypeAsync("mart");
        await Expect(window.Page.Locator("#palette-0")).ToContainTextAsync("mart");
        await window.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(window.Page.Locator("#palette-1")).ToHaveAttributeAsync("aria-selected", "true");
        await window.Page.Keyboard.PressAsync("ArrowUp");
        await Expect(window.Page.Locator("#palette-0")).ToHaveAttributeAsync("aria-selected", "true");
        Assert.Equal(4, await window.Page.EvaluateAsync<int>("() => document.activeElement.selectionStart"));
    }

    [Fact]
    public async Task Palette_ADate_MovesTheViewAndStaysOnThePage()
    {
        await using var window = await OpenAsync("/help");
        await window.Page.Keyboard.PressAsync("Control+k");
        await window.Page.Keyboard.TypeAsync("2015-06-16");
        await Expect(window.Page.Locator(".palette-item").First).ToContainTextAsync("2015-06-16 (Tue)");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page).ToHaveURLAsync(new Regex("/help\\?.*to=2015-06-16"));
    }

    [Fact]
    public async Task Letters_GThenH_GoToHelpUnlessSwitchedOff()
    {
        await using var window = await OpenAsync("/");
        await window.Page.Keyboard.PressAsync("g");
        await window.Page.Keyboard.PressAsync("h");
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Help");

        await window.Page.ClickAsync(".account-initial");
        await window.Page.UncheckAsync("[data-hotkeys-switch]");
        await window.Page.Keyboard.PressAsync("Escape");
        await window.GoAsync("/");
        await window.Page.Keyboard.PressAsync("g");
        await window.Page.Keyboard.PressAsync("h");
        await window.Page.Keyboard.PressAsync("[");
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Overview");
        Assert.DoesNotContain("help", window.Page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain("to=", window.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letters_InAField_AreJustLetters()
    {
        await using var window = await OpenAsync("/help");
        await window.Page.ClickAsync("#help-filter");
        await window.Page.Keyboard.TypeAsync("go[");
        await Expect(window.Page.Locator("#help-filter")).ToHaveValueAsync("go[");
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Help");
    }

    [Fact]
    public async Task Brackets_MoveTheDateAndBackAgain()
    {
        await using var window = await OpenAsync("/?from=2015-06-10&to=2015-06-16");
        await window.Page.Keyboard.PressAsync("[");
        await Expect(window.Page).ToHaveURLAsync(new Regex("from=2015-06-09&to=2015-06-15"));
        await Expect(window.Page.Locator(".answer")).ToContainTextAsync("2015-06-15 (Mon)");
        await window.Page.Keyboard.PressAsync("]");
        await Expect(window.Page).ToHaveURLAsync(new Regex("from=2015-06-10&to=2015-06-16"));
        await window.Page.GoBackAsync();
        await Expect(window.Page.Locator(".answer")).ToContainTextAsync("2015-06-15 (Mon)");
    }

    [Fact]
    public async Task RangePicker_TwoDates_BecomeTheRange()
    {
        await using var window = await OpenAsync("/?from=2015-06-10&to=2015-06-16");
        await window.Page.ClickAsync(".range-summary");
        await window.Page.ClickAsync("[id$='-day-2015-06-02']");
        await window.Page.ClickAsync("[id$='-day-2015-06-04']");
        await Expect(window.Page).ToHaveURLAsync(new Regex("from=2015-06-02&to=2015-06-04"));
        await Expect(window.Page.Locator(".answer")).ToContainTextAsync("2015-06-04 (Thu)");
        await Expect(window.Page.Locator(".range-menu[open]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task RangePicker_ByKeysAlone_BecomesTheRangeAndLetsGo()
    {
        await using var window = await OpenAsync("/?from=2015-06-10&to=2015-06-16");
        var page = window.Page;
        await page.Locator(".range-summary").PressAsync("Enter");
        await page.Locator("[id$='-day-2015-06-10']").PressAsync("ArrowUp");
        await Expect(page.Locator("[id$='-day-2015-06-03']")).ToBeFocusedAsync();
        // Out of the calendar by one press, and back.
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("[id$='-day-2015-06-03']")).Not.ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Shift+Tab");
        await Expect(page.Locator("[id$='-day-2015-06-03']")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".range-hint")).ToHaveTextAsync("Choose the last date.");
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator("[id$='-day-2015-06-04']")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("from=2015-06-03&to=2015-06-04"));
        await Expect(page.Locator(".range-summary")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Theme_Chosen_StaysAfterAReload()
    {
        await using var window = await OpenAsync("/");
        await Expect(window.Page.Locator("body")).ToHaveCSSAsync("background-color", "rgb(255, 255, 255)");
        await window.Page.ClickAsync(".account-initial");
        await window.Page.ClickAsync("[data-set-theme=dark]");
        await Expect(window.Page.Locator("body")).Not.ToHaveCSSAsync("background-color", "rgb(255, 255, 255)");
        await window.GoAsync("/");
        await Expect(window.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(window.Page.Locator("body")).Not.ToHaveCSSAsync("background-color", "rgb(255, 255, 255)");
    }

    [Fact]
    public async Task Language_Chosen_KeepsThePageAndTheView()
    {
        await using var window = await OpenAsync("/?from=2015-06-10&to=2015-06-16");
        await window.Page.ClickAsync(".account-initial");
        await window.Page.ClickAsync("button[lang=ko]");
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("개요");
        Assert.Contains("to=2015-06-16", window.Page.Url, StringComparison.Ordinal);
        await window.LiveAsync();
        await window.Page.ClickAsync(".account-initial");
        await window.Page.ClickAsync("button[lang=en]");
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Overview");
    }

    [Fact]
    public async Task SkipLink_FirstTab_LeadsToTheContent()
    {
        await using var window = await OpenAsync("/");
        await window.Page.EvaluateAsync("() => { document.activeElement.blur(); document.body.focus(); }");
        await window.Page.Locator(".skip-link").FocusAsync();
        await Expect(window.Page.Locator(".skip-link")).ToBeInViewportAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.Locator("#content")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Drawer_OnAPhone_OpensGoesAndCloses()
    {
        await using var window = await site.OpenAsync(Role.Analyst, new Look(false, 390, "en"));
        await window.GoAsync("/");
        await Expect(window.Page.Locator(".side-nav")).Not.ToBeVisibleAsync();
        await window.Page.ClickAsync("[data-drawer]");
        await window.Page.ClickAsync(".side-nav-link >> text=Help");
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Help");
        await Expect(window.Page.Locator(".side-nav")).Not.ToBeVisibleAsync();
    }

    private async Task<Window> OpenAsync(string path)
    {
        var window = await site.OpenAsync(Role.Analyst);
        await window.GoAsync(path);
        return window;
    }
}
