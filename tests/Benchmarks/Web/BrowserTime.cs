using Microsoft.Playwright;

namespace RetailRocket.Benchmarks.Web;

/// <summary>What a person waits for in a real browser: the first paint of a page, and a click that changes its dates.</summary>
internal sealed class BrowserTime(BenchmarkRun run, IBrowserContext context)
{
    private const int Runs = 5;
    private const string Click = "click: a date earlier";

    // The circuit is there and no data is on its way.
    private const string IsLive =
        "() => document.querySelector('.shell')?.dataset.live === 'true' && !document.querySelector('[aria-busy=true]')";

    private const string FirstPaint = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0";

    // A tab of a headless browser may draw no frames, so nothing here waits for one.
    private static readonly PageWaitForFunctionOptions Poll = new() { PollingInterval = 20 };

    // From the click until the page shows the other dates and waits for nothing more.
    private const string Step = """
        ([selector, isPart]) => new Promise((done, failed) => {
            const words = () => document.querySelector('.range-summary').textContent;
            const before = words();
            const started = performance.now();
            document.querySelector(selector).click();
            const look = () => {
                const waits = document.querySelector('.refreshing')
                    || document.querySelector('[aria-busy=true]') && !(isPart && document.querySelector('.recomputing'));
                if (words() !== before && !waits)
                    done(performance.now() - started);
                else if (performance.now() - started > 20000)
                    failed(new Error('the page did not change within 20 s'));
                else
                    setTimeout(look, 5);
            };
            setTimeout(look, 5);
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
                await tab.WaitForFunctionAsync(IsLive, null, Poll);
                var time = await tab.EvaluateAsync<double>(FirstPaint) / 1000;
                if (round >= 0 && time > 0)
                    times.Add(time);
            }
            if (times.Count > 0)
                Report("first paint", PageTable.FirstPaint, page, times, "with a filled cache");
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
            await tab.WaitForFunctionAsync(IsLive, null, Poll);
            if (await tab.Locator(before).CountAsync() == 0)
                continue;
            var isPart = SiteMap.Recomputes(page);
            var times = new List<double>();
            for (var round = 0; round < Runs; round++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                times.Add(await tab.EvaluateAsync<double>(Step, new object[] { before, isPart }) / 1000);
                if (isPart && round == Runs - 1)
                    await tab.WaitForFunctionAsync(IsLive, null, Poll);
            }
            Report(
                Click,
                PageTable.Click,
                page,
                times,
                isPart ? "until the published figures of the other dates are there" : "until the page waits for nothing"
            );
        }
        await tab.CloseAsync();
    }

    private void Report(string work, string column, string page, List<double> times, string note)
    {
        run.PageTable.Set(page, column, Quantiles.Median(times));
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
}
