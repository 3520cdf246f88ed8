using System.Globalization;
using RetailRocket.Benchmarks.Web;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Benchmarks.Pipeline;

/// <summary>The same dates with one, three and ten times the events: back-fill, size on disk, and one day on top of each.</summary>
internal sealed class ScalePart : IBenchmarkPart
{
    private static readonly int[] Multiples = [1, 3, 10];
    private const int DaysApart = 8;

    public string Name => "scale";

    public string About =>
        "one, three and ten times the events: back-fill, disk, and a day on top (half an hour, 30 GB)";

    public async Task RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var files = await SourceFiles.EnsureAsync(run, cancellationToken);
        var history = Path.Combine(run.DataFolder, "pipeline", "history");
        var data = Path.Combine(run.DataFolder, "pipeline", "scale");
        var points = new List<Point>();
        foreach (var multiple in Multiples)
        {
            BenchmarkRun.Say($"{multiple} times the events …");
            Empty(data);
            var events = files.MakeHistory(multiple, history);
            points.Add(await MeasureAsync(run, files, history, data, events, multiple, cancellationToken));
            Empty(data);
            Empty(history);
        }
        foreach (var point in points)
            Report(run, point, points[0]);
    }

    private static async Task<Point> MeasureAsync(
        BenchmarkRun run,
        SourceFiles files,
        string history,
        string data,
        long events,
        int multiple,
        CancellationToken cancellationToken
    )
    {
        await using var app = await AppProcess.StartAsync(data, cancellationToken);
        var backfill = await new Product(data).PublishAsync(history, files.First, files.Last, cancellationToken);
        var server = await PrivateDatabase.OfAsync(data, cancellationToken);
        var bytes = long.Parse(
            await server.ScalarAsync(
                PrivateDatabase.Warehouse,
                "select pg_database_size(current_database())",
                cancellationToken
            ),
            CultureInfo.InvariantCulture
        );
        await server.SettleAsync(cancellationToken, PrivateDatabase.Warehouse);
        await using var engine = await WarmEngine.OpenAsync(data, cancellationToken);
        var arriving = Path.Combine(run.DataFolder, "pipeline", "arriving");
        var (days, rows) = (new List<ProductTime>(), 0);
        // Days of ordinary size, more than a week behind the history: the week that target lists look back on is then of
        // ordinary size too, and what differs is how much lies before it. The first is the warm-up.
        for (var number = 0; number <= run.RunsOf(0); number++)
        {
            var date = files.Last.AddDays(DaysApart + number);
            rows = files.MakeDay(date, 0, arriving).Rows;
            days.Add(await engine.PublishAsync(arriving, new DateRange(date, date), cancellationToken));
        }
        days.RemoveAt(0);
        var steps = await Product.StepsAsync(server, days[^1].Run, cancellationToken);
        return new Point(multiple, events, backfill, bytes, days, rows, steps);
    }

    private static void Report(BenchmarkRun run, Point point, Point one)
    {
        var size = (point.Bytes - one.Bytes) / 1048576.0;
        var more = (point.Events - one.Events) / 1e6;
        run.Report(
            new Measurement(
                $"back-fill, {point.Multiple} x the events",
                "RetailRocket, every gate on",
                1,
                point.Backfill.Seconds,
                point.Events,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"landing {point.Backfill.LandSeconds:0.0} s, run {point.Backfill.RunSeconds:0.0} s; "
                        + $"{point.Bytes / 1048576.0:N0} MB in the database"
                )
                    + (
                        more > 0
                            ? string.Create(CultureInfo.InvariantCulture, $", {size / more:N0} MB a million more")
                            : ""
                    )
            )
        );
        var day = Seconds(point);
        run.Report(
            new Measurement(
                $"one new day, {point.Multiple} x the history",
                "RetailRocket, in a running app",
                point.Days.Count,
                day,
                point.DayRows,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{day / Seconds(one):0.00} x the time at 1 x; {point.Steps}"
                )
            )
        );
    }

    private static double Seconds(Point point) => Quantiles.Median([.. point.Days.Select(time => time.Seconds)]);

    private static void Empty(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private sealed record Point(
        int Multiple,
        long Events,
        ProductTime Backfill,
        long Bytes,
        IReadOnlyList<ProductTime> Days,
        int DayRows,
        string Steps
    );
}
