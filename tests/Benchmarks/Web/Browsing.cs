using System.Collections.Concurrent;

namespace RetailRocket.Benchmarks.Web;

/// <summary>Many people at once, each reading a page for some seconds before asking for the next.</summary>
internal static class Browsing
{
    private const int People = 50;
    private const int Visits = 12;
    private const int LeastPauseMs = 2_000;
    private const int MostPauseMs = 6_000;

    public static async Task MeasureAsync(
        BenchmarkRun run,
        Account account,
        Uri address,
        SiteMap map,
        CancellationToken cancellationToken
    )
    {
        var targets = map
            .Pages.Select(page => (Work: "page, 50 people", Target: page))
            .Concat(map.Endpoints.Select(endpoint => (Work: "API, 50 people", Target: endpoint)))
            .ToList();
        var times = new ConcurrentBag<(string Work, string Target, double Seconds)>();
        await Task.WhenAll(Enumerable.Range(0, People).Select(BrowseAsync));
        foreach (var target in targets)
        {
            var found = times.Where(time => time.Target == target.Target).Select(time => time.Seconds).ToList();
            if (found.Count == 0)
                continue;
            if (SiteMap.IsPage(target.Target))
                run.PageTable.Set(target.Target, PageTable.ManyPeople, Quantiles.P95(found));
            run.Report(
                new Measurement(
                    target.Work,
                    SiteMap.NameOf(target.Target),
                    found.Count,
                    Quantiles.Median(found),
                    null,
                    $"p95 {Results.Duration(Quantiles.P95(found))}{SiteMap.NoteOf(target.Target)}"
                )
            );
        }
        var pages = times
            .Where(time => time.Work == targets[0].Work && !SiteMap.Recomputes(time.Target))
            .Select(time => time.Seconds)
            .ToList();
        run.Report(
            new Measurement(
                "page, 50 people",
                "all pages",
                pages.Count,
                Quantiles.Median(pages),
                null,
                $"p95 {Results.Duration(Quantiles.P95(pages))}; one visit every 2 to 6 s each; without those that recompute"
            )
        );

        async Task BrowseAsync(int person)
        {
            // The same people make the same visits in every run.
            var chance = new Random(person);
            using var http = account.Client(address);
            await Task.Delay(chance.Next(MostPauseMs), cancellationToken);
            for (var visit = 0; visit < Visits; visit++)
            {
                var (work, target) = targets[chance.Next(targets.Count)];
                times.Add((work, target, await ServerTime.FetchAsync(http, target, cancellationToken)));
                await Task.Delay(chance.Next(LeastPauseMs, MostPauseMs), cancellationToken);
            }
        }
    }
}
