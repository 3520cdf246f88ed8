using System.Diagnostics;
using System.Globalization;

namespace RetailRocket.Benchmarks.Web;

/// <summary>What the server takes for whole answers, with one person asking: from the request to the last byte.</summary>
internal static class ServerTime
{
    private const int Runs = 20;

    public static async Task MeasureAsync(
        BenchmarkRun run,
        HttpClient http,
        string work,
        IReadOnlyList<string> targets,
        IReadOnlyDictionary<string, SqlShare> sql,
        CancellationToken cancellationToken
    )
    {
        foreach (var target in targets)
        {
            var times = new List<double>();
            for (var round = -2; round < Runs; round++)
            {
                var time = await FetchAsync(http, target, cancellationToken);
                if (round >= 0)
                    times.Add(time);
            }
            if (SiteMap.IsPage(target))
            {
                run.PageTable.Set(target, PageTable.Server, Quantiles.Median(times));
                if (sql.TryGetValue(target, out var share))
                    run.PageTable.Set(target, PageTable.Sql, share.Seconds);
            }
            run.Report(
                new Measurement(
                    work,
                    SiteMap.NameOf(target),
                    Runs,
                    Quantiles.Median(times),
                    null,
                    $"p95 {Results.Duration(Quantiles.P95(times))}{Sql(sql.GetValueOrDefault(target))}{SiteMap.NoteOf(target)}"
                )
            );
        }
    }

    /// <summary>Fetches a target to its last byte.</summary>
    /// <returns>Seconds.</returns>
    public static async Task<double> FetchAsync(HttpClient http, string target, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var answer = await http.GetAsync(new Uri(target, UriKind.Relative), cancellationToken);
        await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (!answer.IsSuccessStatusCode)
            throw new BenchmarkException($"{target} answers {(int)answer.StatusCode} instead of a page.");
        return elapsed;
    }

    private static string Sql(SqlShare? share) =>
        share is null
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"; SQL alone {Results.Duration(share.Seconds)} in {share.Statements} statements"
            );
}
