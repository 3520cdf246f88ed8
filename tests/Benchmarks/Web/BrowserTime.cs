using Microsoft.Playwright;

namespace RetailRocket.Benchmarks.Web;

/// <summary>What a person waits for in a real browser: the first paint of a page, and a click that changes its dates.</summary>
internal sealed class BrowserTime(BenchmarkRun run, IBrowserContext context)
{
    private const int Runs = 5;

    // The circuit is there and no data is on its way.
    private const string IsLive =
        "() => document.querySelector('.shell')?.dataset.live === 'true' && !document.querySelector('[aria-busy=true]')";

    private const string FirstPaint = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0";

    // From the click to the frame in which the page shows the other dates and waits for nothing more.
    private const string Step = """
        selector => new Promise((done, failed) => {
            const words = () => document.querySelector('.range-summary').textContent;
            const before = words();
            const started = performance.now();
            document.querySelector(selector).click();
            const look = () => {
                if (words() !== before && !document.querySelector('[aria-busy=true], .refreshing'))
                    done(performance.now() - started);
                else if (performance.now() - started > 20000)
                    failed(new Error('the page did not change within 20 s'));
                else
                    requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
        })
        """;

    public async Task MeasurePaintAsync(IReadOnlyList<string> pages, CancellationToken cancellationToken)
    {
        var tab = await context.NewPageAsync();
        foreach (var page in pages)
        {
            var times = new List<double>();
            // The first visit fills the browser's cache, as it is for whoever comes back.
            for (var round = -1; round < Runs; round++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await tab.GotoAsync(page);
                await tab.WaitForFunctionAsync(IsLive);
                var time = await tab.EvaluateAsync<double>(FirstPaint) / 1000;
                if (round >= 0 && time > 0)
                    times.Add(time);
            }
            if (times.Count > 0)
                Report("first paint", page, times, "with a filled cache");
        }
        await tab.CloseAsync();
    }

    public async Task MeasureClicksAsync(IReadOnlyList<string> pages, CancellationToken cancellationToken)
    {
        const string before = ".range a[data-hotkey='[']";
        var tab = await context.NewPageAsync();
        foreach (var page in pages)
        {
            await tab.GotoAsync(page);
            await tab.WaitForFunctionAsync(IsLive);
            if (await tab.Locator(before).CountAsync() == 0)
                continue;
            var times = new List<double>();
            for (var round = 0; round < Runs; round++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                times.Add(await tab.EvaluateAsync<double>(Step, before) / 1000);
            }
            Report("click: a date earlier", page, times, "until the page waits for nothing");
        }
        await tab.CloseAsync();
    }

    private void Report(string work, string page, List<double> times, string note) =>
        run.Report(
            new Measurement(
                work,
                SiteMap.NameOf(page),
                times.Count,
                Quantiles.Median(times),
                null,
                $"largest {Results.Duration(times.Max())}; {note}"
            )
        );
}
