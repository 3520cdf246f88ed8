using System.Globalization;

namespace RetailRocket.Benchmarks.Web;

/// <summary>
/// Answers that recompute sessions: for the first who asks, for who asks again, and for ten who ask the same at once. The
/// pages show published figures meanwhile, so this is not what a page takes.
/// </summary>
internal static class Recomputed
{
    private const string Work = "recomputed answer";
    private const int Readers = 10;
    private const int Rounds = 3;
    private const int Again = 10;

    private static readonly string[] Files = ["/explain/segments.csv", "/explain/what-if.csv"];

    /// <param name="last">The last published date.</param>
    public static async Task MeasureAsync(
        BenchmarkRun run,
        HttpClient http,
        DateOnly last,
        CancellationToken cancellationToken
    )
    {
        foreach (var file in Files)
        {
            var name = file.Replace(".csv", "", StringComparison.Ordinal)
                .Replace("/segments", "", StringComparison.Ordinal);
            var first = new List<double>();
            for (var round = 0; round < Rounds; round++)
                first.Add(await FetchAsync(Week(round)));
            Report("first reader of a week", first, "SQL but for some ms; each time other dates");
            var again = new List<double>();
            for (var round = 0; round < Again; round++)
                again.Add(await FetchAsync(Week(0)));
            Report("the same week again", again, "kept in memory");
            var together = await Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => FetchAsync(Week(Rounds))));
            Report($"{Readers} readers of a new week at once", [.. together], "computed once");
            // The dates that the pages show by themselves: what is measured after this finds the answer kept.
            Report("first reader of the page's own dates", [await FetchAsync("")], "56 dates or fewer");

            Task<double> FetchAsync(string dates) => ServerTime.FetchAsync(http, file + dates, cancellationToken);

            void Report(string subject, IReadOnlyCollection<double> times, string note) =>
                run.Report(
                    new Measurement(
                        Work,
                        $"{name}: {subject}",
                        times.Count,
                        Quantiles.Median(times),
                        null,
                        $"largest {Results.Duration(times.Max())}; {note}"
                    )
                );
        }

        string Week(int earlier) =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"?from={last.AddDays(-6 - earlier):yyyy-MM-dd}&to={last.AddDays(-earlier):yyyy-MM-dd}"
            );
    }
}
