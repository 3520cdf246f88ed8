using Microsoft.Playwright;
using RetailRocket.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RetailRocket.EndToEnd.Tests.Pages;

/// <summary>What a page does when the server goes away.</summary>
public sealed class ReconnectTests(Site site)
{
    [Fact]
    public async Task Page_WhenTheAppRestarts_LoadsAgainByItselfStillSignedIn()
    {
        await using var app = await AppProcess.StartAsync("--no-sample");
        await using var window = await site.OpenAsync(null, app: app);
        await window.SignInAsync(Role.Admin, app.FirstPassword!);
        await window.Page.FillAsync("#present", app.FirstPassword!);
        await window.Page.FillAsync("#replacement", Site.Password);
        await window.Page.FillAsync("#repeated", Site.Password);
        await window.Page.ClickAsync("button[type=submit]");
        await window.LiveAsync();
        await Expect(window.Page.Locator(".state-title")).ToHaveTextAsync("No data has landed yet");
        await window.Page.EvaluateAsync("() => { window.before = true; }");

        await app.RestartAsync("--no-sample");
        await window.Page.WaitForFunctionAsync("() => window.before === undefined", null, new() { Timeout = 60_000 });
        await window.LiveAsync();
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Overview");
        await window.Page.Keyboard.PressAsync("Control+k");
        await window.Page.Keyboard.TypeAsync("help");
        await Expect(window.Page.Locator(".palette-item").First).ToContainTextAsync("Help");
    }

    [Fact]
    public async Task Page_OfflineForAMoment_SaysSoAndGoesOn()
    {
        await using var window = await site.OpenAsync(Role.Analyst);
        await window.GoAsync("/help");
        await window.Page.FillAsync("#help-filter", "visitors");
        await window.Page.Context.SetOfflineAsync(true);
        await window.Page.EvaluateAsync("() => { window.before = true; }");
        await window.Page.Context.SetOfflineAsync(false);
        await window.Page.FillAsync("#help-filter", "retention");
        await Expect(window.Page.Locator(".help-columns dt").First).ToContainTextAsync("retention");
        Assert.True(await window.Page.EvaluateAsync<bool>("() => window.before"));
    }
}
