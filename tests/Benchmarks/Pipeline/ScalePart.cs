using System.Globalization;
using RetailRocket.Benchmarks.Web;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Benchmarks.Pipeline;

/// <summary>
/// The same dates with one, three and ten times the events: back-fill, size on disk, and days on top. The days of the three take
/// turns, so that a machine that drifts drifts for all three.
/// </summary>
internal sealed class ScalePart : IBenchmarkPart
{
    private static readonly int[] Multiples = [1, 3, 10];
    private const int DaysApart = 8;
    private const int WarmUps = 3;

    public string Name => "scale";

    public string About =>
        "one, three and ten times the events: back-fill, disk, and days on top (half an hour, 40 GB)";

    public async Task RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var files = await SourceFiles.EnsureAsync(run, cancellationToken);
        var folder = Path.Combine(run.DataFolder, "pipeline", "scale");
        Empty(folder);
        var points = new List<Point>();
        foreach (var multiple in Multiples)
            points.Add(await BackfillAsync(files, folder, multiple, cancellationToken));
        await PublishDaysAsync(run, files, points, cancellationToken);
        foreach (var point in points)
            Report(run, point, points[0]);
        Empty(folder);
    }

    private static async Task<Point> BackfillAsync(
        SourceFiles files,
        string folder,
        int multiple,
        CancellationToken cancellationToken
    )
    {
        BenchmarkRun.Say($"{multiple} times the events …");
        var history = Path.Combine(folder, "history");
        var data = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{multiple}"));
        var events = files.MakeHistory(multiple, history);
        await using var app = await AppProcess.StartAsync(data, cancellationToken);
        var backfill = await new Product(data).PublishAsync(history, files.First, files.Last, cancellationToken);
        Empty(history);
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
        return new Point(multiple, data, events, backfill, bytes);
    }

    // Days of ordinary size, more than a week behind the history: the week that target lists look back on is then of
    // ordinary size too, and what differs is how much lies before it.
    private static async Task PublishDaysAsync(
        BenchmarkRun run,
        SourceFiles files,
        IReadOnlyList<Point> points,
        CancellationToken cancellationToken
    )
    {
        BenchmarkRun.Say("A day on each, in turn …");
        var arriving = Path.Combine(run.DataFolder, "pipeline", "arriving");
        var engines = new List<WarmEngine>();
        try
        {
            foreach (var point in points)
                engines.Add(await WarmEngine.OpenAsync(point.Data, cancellationToken));
            for (var number = 0; number < WarmUps + run.RunsOf(0); number++)
            {
                var date = files.Last.AddDays(DaysApart + number);
                var rows = files.MakeDay(date, 0, arriving).Rows;
                foreach (var (point, engine) in points.Zip(engines))
                {
                    var day = await engine.PublishAsync(arriving, new DateRange(date, date), cancellationToken);
                    point.DayRows = rows;
                    if (number >= WarmUps)
                        point.Days.Add(day);
                }
            }
            foreach (var point in points)
            {
                var server = await PrivateDatabase.OfAsync(point.Data, cancellationToken);
                point.Steps = await Product.StepsAsync(server, point.Days[^1].Run, cancellationToken);
            }
        }
        finally
        {
            foreach (var engine in engines)
                await engine.DisposeAsync();
        }
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

    private sealed record Point(int Multiple, string Data, long Events, ProductTime Backfill, long Bytes)
    {
        public List<ProductTime> Days { get; } = [];
        public int DayRows { get; set; }
        public string Steps { get; set; } = "";
    }
}
