using System.Globalization;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Benchmarks.Pipeline;

/// <summary>Dates one by one, each by the product and then by every rival, on histories of the same size.</summary>
internal sealed class DayContest(
    BenchmarkRun run,
    SourceFiles files,
    WarmEngine engine,
    PrivateDatabase server,
    IReadOnlyList<IRival> rivals,
    string arriving
)
{
    /// <summary>Dates that warm up before the others count: an app that stays open all day has run more than one.</summary>
    public const int WarmUps = 3;

    /// <summary>Measures.</summary>
    /// <param name="work">What the rows are called.</param>
    /// <param name="dates">Dates, those that warm up first, and how many events to leave out of each.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task MeasureAsync(
        string work,
        IReadOnlyList<(DateOnly Date, int Fewer)> dates,
        CancellationToken cancellationToken
    )
    {
        var ours = new List<ProductTime>();
        var theirs = rivals.ToDictionary(rival => rival, _ => new List<double>());
        var rows = 0;
        foreach (var (date, fewer) in dates)
        {
            (var file, rows) = files.MakeDay(date, fewer, arriving);
            ours.Add(await engine.PublishAsync(arriving, new DateRange(date, date), cancellationToken));
            foreach (var rival in rivals)
                theirs[rival].Add((await rival.DayAsync(file, date, cancellationToken)).Seconds);
        }
        ours.RemoveRange(0, WarmUps);
        var own = Quantiles.Median([.. ours.Select(time => time.Seconds)]);
        var steps = await Product.StepsAsync(server, ours[^1].Run, cancellationToken);
        run.Report(
            new Measurement(
                work,
                "RetailRocket, in a running app",
                ours.Count,
                own,
                rows,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"landing {Quantiles.Median([.. ours.Select(time => time.LandSeconds)]):0.00} s; "
                        + $"steps of the last: {steps}"
                )
            )
        );
        var published = await Product.FiguresAsync(server, cancellationToken);
        foreach (var rival in rivals)
        {
            var median = Quantiles.Median([.. theirs[rival].Skip(WarmUps)]);
            var figures = await rival.FiguresAsync(cancellationToken);
            run.Report(
                new Measurement(
                    work,
                    rival.Name,
                    ours.Count,
                    median,
                    rows,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{figures.ComparedWith(published)}; no gates, no export; the product takes {own / median:0.0} x"
                    )
                )
            );
        }
    }
}
