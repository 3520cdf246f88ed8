using System.Globalization;
using RetailRocket.Benchmarks.Web;

namespace RetailRocket.Benchmarks.Pipeline;

/// <summary>Files to published figures of every date, beside rivals at the same work, in turn on the same machine.</summary>
internal sealed class PipelinePart : IBenchmarkPart
{
    private const string Backfill = "files to figures of every date";

    public string Name => "pipeline";

    public string About => "the full back-fill, beside a hand-tuned psql script and DuckDB";

    /// <summary>Where the last round leaves the product's data, which <see cref="DayPart"/> goes on from.</summary>
    public static string DataFolder(BenchmarkRun run) => Path.Combine(run.DataFolder, "pipeline", "data");

    public async Task RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var files = await SourceFiles.EnsureAsync(run, cancellationToken);
        var (duck, reason) = await DuckRival.TryMakeAsync(
            Path.Combine(run.DataFolder, "pipeline", "rival.duckdb"),
            cancellationToken
        );
        await WarmUpAsync(run, files, cancellationToken);
        var rounds = new List<Round>();
        for (var number = 1; rounds.Count == 0 || number <= run.RunsOf(rounds[0].Product.Seconds); number++)
        {
            BenchmarkRun.Say($"Back-fill, round {number} …");
            rounds.Add(await MeasureAsync(run, files, duck, cancellationToken));
        }
        Report(run, files, rounds, duck is null ? reason : "");
    }

    /// <summary>Brings files and programs into memory; the data is thrown away.</summary>
    private static async Task WarmUpAsync(BenchmarkRun run, SourceFiles files, CancellationToken cancellationToken)
    {
        BenchmarkRun.Say("Warm-up …");
        var folder = Path.Combine(run.DataFolder, "pipeline", "warm-up");
        await using (await AppProcess.StartAsync(folder, cancellationToken))
            await new Product(folder).RunAsync("load", ["--source", files.Folder], cancellationToken);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<Round> MeasureAsync(
        BenchmarkRun run,
        SourceFiles files,
        DuckRival? duck,
        CancellationToken cancellationToken
    )
    {
        var folder = DataFolder(run);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        await using var app = await AppProcess.StartAsync(folder, cancellationToken);
        var server = await PrivateDatabase.OfAsync(folder, cancellationToken);
        var product = await new Product(folder).PublishAsync(files.Folder, files.First, files.Last, cancellationToken);
        var steps = await Product.StepsAsync(server, product.Run, cancellationToken);
        var published = await Product.FiguresAsync(server, cancellationToken);
        var bytes = long.Parse(
            await server.ScalarAsync(
                PrivateDatabase.Warehouse,
                "select pg_database_size(current_database())",
                cancellationToken
            ),
            CultureInfo.InvariantCulture
        );
        var rivals = new List<RivalRound>();
        foreach (var rival in duck is null ? (IRival[])[new PsqlRival(server)] : [new PsqlRival(server), duck])
        {
            var time = await rival.BackfillAsync(files.Folder, cancellationToken);
            var figures = await rival.FiguresAsync(cancellationToken);
            rivals.Add(new RivalRound(rival.Name, time, figures.ComparedWith(published)));
        }
        return new Round(product, steps, bytes, rivals);
    }

    private static void Report(BenchmarkRun run, SourceFiles files, List<Round> rounds, string reason)
    {
        var middle = rounds.OrderBy(round => round.Product.Seconds).ElementAt((rounds.Count - 1) / 2);
        var median = middle.Product;
        run.Report(
            new Measurement(
                Backfill,
                "RetailRocket, every gate on",
                rounds.Count,
                median.Seconds,
                files.Rows,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{median.Published} dates published; landing {median.LandSeconds:0.0} s, run {median.RunSeconds:0.0} s; "
                        + $"steps side by side: {middle.Steps}; {middle.Bytes / 1048576.0:N0} MB in the database"
                )
            )
        );
        foreach (var group in rounds.SelectMany(round => round.Rivals).GroupBy(round => round.Name))
        {
            var seconds = Quantiles.Median([.. group.Select(round => round.Time.Seconds)]);
            var load = Quantiles.Median([.. group.Select(round => round.Time.LoadSeconds)]);
            run.Report(
                new Measurement(
                    Backfill,
                    group.Key,
                    group.Count(),
                    seconds,
                    files.Rows,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{string.Join("; ", group.Select(round => round.Comparison).Distinct())}; loading {load:0.0} s, "
                            + $"the SQL after it {seconds - load:0.0} s; the product takes {median.Seconds / seconds:0.0} x"
                    )
                )
            );
        }
        if (reason.Length > 0)
            run.Report(new Measurement(Backfill, DuckRival.Title, 0, null, null, reason));
    }

    private sealed record Round(ProductTime Product, string Steps, long Bytes, IReadOnlyList<RivalRound> Rivals);

    private sealed record RivalRound(string Name, RivalTime Time, string Comparison);
}
