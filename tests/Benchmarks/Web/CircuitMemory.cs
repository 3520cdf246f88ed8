using System.Globalization;
using Microsoft.Playwright;

namespace RetailRocket.Benchmarks.Web;

/// <summary>What an open page costs the server while nobody touches it.</summary>
internal sealed class CircuitMemory(BenchmarkRun run, IBrowserContext context, AppProcess app)
{
    private const int Pages = 20;
    private const int WarmUp = 5;
    private const string IsLive = "() => document.querySelector('.shell')?.dataset.live === 'true'";

    /// <param name="pages">The first is opened by itself, which is what most people have open; then all of them in turn.</param>
    public async Task MeasureAsync(IReadOnlyList<string> pages, CancellationToken cancellationToken)
    {
        // What the first pages cost is code and pools, which later ones share.
        await OpenAsync(pages, Math.Max(WarmUp, pages.Count), cancellationToken);
        await MeasureAsync(SiteMap.NameOf(pages[0]), [pages[0]], cancellationToken);
        await MeasureAsync("pages of the navigation in turn", pages, cancellationToken);
    }

    private async Task MeasureAsync(string subject, IReadOnlyList<string> pages, CancellationToken cancellationToken)
    {
        var before = await WorkingSetAsync(cancellationToken);
        await OpenAsync(pages, Pages, cancellationToken);
        var after = await WorkingSetAsync(cancellationToken);
        var each = Math.Max(0, after - before) / Pages;
        run.Report(
            new Measurement(
                "memory of an idle page",
                subject,
                Pages,
                null,
                null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{each / 1024.0:N0} kB each; working set {before / 1048576.0:N0} MB before, "
                        + $"{after / 1048576.0:N0} MB with {Pages} more"
                )
            )
        );
    }

    private async Task OpenAsync(IReadOnlyList<string> pages, int count, CancellationToken cancellationToken)
    {
        for (var opened = 0; opened < count; opened++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var tab = await context.NewPageAsync();
            await tab.GotoAsync(pages[opened % pages.Count]);
            await tab.WaitForFunctionAsync(IsLive, null, new() { PollingInterval = 20 });
        }
    }

    /// <summary>The least of some looks: a collection in between counts, a peak does not.</summary>
    private async Task<long> WorkingSetAsync(CancellationToken cancellationToken)
    {
        const int looks = 5;
        var least = long.MaxValue;
        for (var look = 0; look < looks; look++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
            using var process = System.Diagnostics.Process.GetProcessById(app.ProcessId);
            least = Math.Min(least, process.WorkingSet64);
        }
        return least;
    }
}
