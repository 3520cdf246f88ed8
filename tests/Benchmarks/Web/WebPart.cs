using System.Globalization;
using Microsoft.Playwright;

namespace RetailRocket.Benchmarks.Web;

/// <summary>Pages and API: what the server takes, what a person waits for in a browser, what an open page costs.</summary>
internal sealed class WebPart : IBenchmarkPart
{
    public string Name => "web";

    public string About => "pages and API: server, browser, 50 people at once, memory";

    public async Task RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        await BenchmarkData.EnsureAsync(run, cancellationToken);
        await using var app = await AppProcess.StartAsync(run.DataFolder, cancellationToken);
        var account = await Account.SignInAsync(run, app, cancellationToken);
        using var http = account.Client(app.Address);
        var map = await SiteMap.ReadAsync(http, cancellationToken);

        BenchmarkRun.Say("Measuring answers that are recomputed …");
        var dates = await BenchmarkData.DatesAsync(run, cancellationToken);
        await Recomputed.MeasureAsync(
            run,
            http,
            DateOnly.Parse(dates[^1], CultureInfo.InvariantCulture),
            cancellationToken
        );
        BenchmarkRun.Say("Measuring the plain SQL time …");
        var sql = await SqlLog.MeasureAsync(run, http, [.. map.Pages, .. map.Endpoints], cancellationToken);
        BenchmarkRun.Say("Measuring the server with one person …");
        await ServerTime.MeasureAsync(run, http, "page, one person", map.Pages, sql, cancellationToken);
        await ServerTime.MeasureAsync(run, http, "API, one person", map.Endpoints, sql, cancellationToken);
        BenchmarkRun.Say("Measuring the server with 50 people …");
        await Browsing.MeasureAsync(run, account, app.Address, map, cancellationToken);
        try
        {
            await MeasureInBrowserAsync(run, app, account, map, cancellationToken);
        }
        catch (Exception error) when (error is PlaywrightException or TimeoutException)
        {
            throw new BenchmarkException($"The browser gave up: {error.Message}");
        }
    }

    private static async Task MeasureInBrowserAsync(
        BenchmarkRun run,
        AppProcess app,
        Account account,
        SiteMap map,
        CancellationToken cancellationToken
    )
    {
        BenchmarkRun.Say("Measuring in a browser …");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? "/usr/bin/chromium",
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-backgrounding-occluded-windows",
                    "--disable-renderer-backgrounding",
                    // Many tabs at once, and the shared memory of containers is small.
                    "--disable-dev-shm-usage",
                    "--renderer-process-limit=4",
                ],
            }
        );
        await using var context = await browser.NewContextAsync(
            new()
            {
                BaseURL = app.Address.ToString(),
                ViewportSize = new() { Width = 1440, Height = 900 },
                Locale = "en-US",
            }
        );
        await context.AddCookiesAsync(
            account.Cookies.Select(cookie => new Cookie
            {
                Name = cookie.Name,
                Value = cookie.Value,
                Url = app.Address.ToString(),
            })
        );
        context.SetDefaultTimeout(60_000);
        var measure = new BrowserTime(run, context);
        await measure.MeasurePaintAsync(map.Pages, cancellationToken);
        await measure.MeasureClicksAsync(map.Pages, cancellationToken);
        BenchmarkRun.Say("Measuring the memory of idle pages …");
        await new CircuitMemory(run, context, app).MeasureAsync(
            [.. map.Pages.Where(page => page.LastIndexOf('/') == 0 && !SiteMap.Recomputes(page))],
            cancellationToken
        );
    }
}
