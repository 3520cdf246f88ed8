using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RetailRocket.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RetailRocket.EndToEnd.Tests.Pages;

/// <summary>The admin's work with people, and what a new person meets.</summary>
public sealed class PeopleTests(Site site)
{
    [Fact]
    public async Task Admin_AddsAPerson_WhoSignsInAndIsThenDisabled()
    {
        const string account = "mina@example.org";
        await using var admin = await site.OpenAsync(Role.Admin);
        await admin.GoAsync("/access");
        await admin.Page.ClickAsync("text=Add a person");
        await admin.Page.FillAsync("#new-name", account);
        await admin.Page.ClickAsync("dialog[open] >> text=Make account");
        await Expect(admin.Page.Locator(".form-error")).ToHaveTextAsync("Choose at least one role.");
        await admin.Page.CheckAsync("dialog[open] label:has-text('Marketer') input");
        await admin.Page.ClickAsync("dialog[open] >> text=Make account");
        var oneTime = await admin.Page.Locator("[data-testid=one-time-password]").InnerTextAsync();
        await admin.Page.ClickAsync("dialog[open] >> text=Done");
        var row = admin.Page.Locator($"tr:has-text('{account}')");
        await Expect(row).ToContainTextAsync("Marketer");

        await using var person = await site.OpenAsync(null);
        await person.SignInAsync(account, oneTime);
        await Expect(person.Page).ToHaveURLAsync(new Regex("/account/password"));
        await person.Page.FillAsync("#present", oneTime);
        await person.Page.FillAsync("#replacement", Site.Password);
        await person.Page.FillAsync("#repeated", Site.Password);
        await person.Page.ClickAsync("button[type=submit]");
        await Expect(person.Page.Locator("h1")).ToHaveTextAsync("Overview");
        await Expect(person.Page.Locator(".side-nav-link:has-text('Access')")).ToHaveCountAsync(0);

        await row.Locator("text=Disable").ClickAsync();
        await admin.Page.ClickAsync("dialog[open] .button.danger");
        await Expect(row).ToContainTextAsync("disabled");
        await using var again = await site.OpenAsync(null);
        await again.SignInAsync(account, Site.Password);
        await Expect(again.Page.Locator(".form-error")).ToBeVisibleAsync();

        await admin.GoAsync("/access/audit?subject=mina%40example.org");
        var log = admin.Page.Locator(".data-table");
        foreach (
            var action in (string[])["person.created", "person.sign-in", "person.password-changed", "person.disabled"]
        )
            await Expect(log).ToContainTextAsync(action);
    }

    [Fact]
    public async Task Admin_TakesTheLastAdminsRole_IsToldWhyNot()
    {
        await using var admin = await site.OpenAsync(Role.Admin);
        await admin.GoAsync("/access");
        await admin.Page.Locator("tr:has(td:text-is('admin')) >> text=Disable").ClickAsync();
        await admin.Page.ClickAsync("dialog[open] .button.danger");
        await Expect(admin.Page.Locator("dialog[open] .form-error")).ToContainTextAsync("last admin");
    }

    [Fact]
    public async Task Person_SignsOut_AndIsAskedAgain()
    {
        await using var window = await site.OpenAsync(null);
        await window.SignInAsync(Site.AccountOf(Role.Marketer), Site.Password);
        await window.LiveAsync();
        await window.Page.ClickAsync(".account-initial");
        await window.Page.ClickAsync("button:text-is('Sign out')");
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Sign in");
        await window.Page.GotoAsync("/help?pipeline=retailrocket");
        await Expect(window.Page).ToHaveURLAsync(new Regex("/account/sign-in\\?returnUrl=%2Fhelp"));
    }
}
