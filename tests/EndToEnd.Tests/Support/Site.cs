using System.Text.Json;
using Microsoft.Playwright;

namespace RetailRocket.EndToEnd.Tests.Support;

/// <summary>The app with the sample in it, a browser, and a signed-in session for each role; one for all tests.</summary>
public sealed class Site : IAsyncLifetime
{
    /// <summary>What everybody's password is in the tests.</summary>
    public const string Password = "a password for browsers";

    private readonly Dictionary<string, string> sessions = [];
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public AppProcess App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        // A busy machine is slow, not wrong.
        Assertions.SetDefaultExpectTimeout(20_000);
        App = await AppProcess.StartAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? "/usr/bin/chromium",
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--no-first-run",
                    "--disable-background-networking",
                    // Many windows are open at once, and each has to go on drawing.
                    "--disable-backgrounding-occluded-windows",
                    "--disable-renderer-backgrounding",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
        await FirstSignInAsync(Role.Admin, App.FirstPassword!);
        foreach (var role in Role.All.Where(role => role != Role.Admin))
        {
            var made = JsonDocument.Parse(
                await App.RunAsync("user", "add", $"{role}@example.org", "--role", role, "--json")
            );
            await FirstSignInAsync(role, made.RootElement.GetProperty("password").GetString()!);
        }
        await SampleCampaigns.MakeAsync(this);
    }

    public async ValueTask DisposeAsync()
    {
        await browser.CloseAsync();
        playwright.Dispose();
        await App.DisposeAsync();
    }

    /// <summary>What a role signs in with.</summary>
    public static string AccountOf(string role) => role == Role.Admin ? Role.Admin : $"{role}@example.org";

    /// <summary>A window that is signed in as a role, or as nobody.</summary>
    public async Task<Window> OpenAsync(string? role, Look? look = null, AppProcess? app = null)
    {
        look ??= Look.Default;
        var context = await browser.NewContextAsync(
            new()
            {
                BaseURL = (app ?? App).Address,
                ViewportSize = new() { Width = look.Width, Height = look.Height },
                ColorScheme = look.Scheme,
                Locale = look.Language == "ko" ? "ko-KR" : "en-US",
                ReducedMotion = ReducedMotion.Reduce,
                StorageState = role is null ? null : sessions[role],
            }
        );
        context.SetDefaultTimeout(20_000);
        return await Window.OpenAsync(context, (app ?? App).Address);
    }

    // The one-time password leads to the page that replaces it, and from there to the front page.
    private async Task FirstSignInAsync(string role, string oneTime)
    {
        await using var window = await OpenAsync(null);
        await window.SignInAsync(AccountOf(role), oneTime);
        await window.Page.FillAsync("#present", oneTime);
        await window.Page.FillAsync("#replacement", Password);
        await window.Page.FillAsync("#repeated", Password);
        await window.Page.ClickAsync("button[type=submit]");
        await Assertions.Expect(window.Page.Locator("h1")).ToHaveTextAsync("Overview");
        sessions[role] = await window.Page.Context.StorageStateAsync();
    }
}
