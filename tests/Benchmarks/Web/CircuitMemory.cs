using System.Globalization;
using Microsoft.Playwright;

namespace RetailRocket.Benchmarks.Web;

/// <summary>What an open page costs the server while nobody touches it.</summary>
internal sealed class CircuitMemory(BenchmarkRun run, IBrowserContext context, AppProcess app)
{
    private const int Pages = 20;
    private const int WarmUp = 5;
    private const string IsLive = "() => document.querySelector('.shell')?.dataset.live === 'true'";

    public async Task MeasureAsync(string page, CancellationToken cancellationToken)
    {
        // What the first pages cost is code and pools, which later ones share.
        await OpenAsync(page, WarmUp, cancellationToken);
        var before = await WorkingSetAsync(cancellationToken);
        await OpenAsync(page, Pages, cancellationToken);
        var after = await WorkingSetAsync(cancellationToken);
        var each = Math.Max(0, after - before) / Pages;
        run.Report(
            new Measurement(
                "memory of an idle page",
                SiteMap.NameOf(page),
                Pages,
                null,
                null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{each / 1024.0:N0} kB each; working set {before / 1048576.0:N0} MB with {WarmUp} pages, "
                        + $"{after / 1048576.0:N0} MB with {WarmUp + Pages}"
                )
            )
        );
    }

    private async Task OpenAsync(string page, int count, CancellationToken cancellationToken)
    {
        for (var opened = 0; opened < count; opened++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var tab = await context.NewPageAsync();
            await tab.GotoAsync(page);
            await tab.WaitForFunctionAsync(IsLive);
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
