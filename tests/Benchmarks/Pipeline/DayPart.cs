using System.Globalization;
using RetailRocket.Benchmarks.Web;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Benchmarks.Pipeline;

/// <summary>One ordinary day on top of the whole history: a file arrives, its figures are published and exported.</summary>
internal sealed class DayPart : IBenchmarkPart
{
    private const string NewDay = "one new day on the history";
    private const string OldDay = "one past day once more, corrected";

    public string Name => "day";

    public string About =>
        "one new date, one past date and what it makes stale, in a running app and cold, beside the rivals";

    public async Task RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var files = await SourceFiles.EnsureAsync(run, cancellationToken);
        var folder = Path.Combine(run.DataFolder, "pipeline", "day");
        var isThere = Take(PipelinePart.DataFolder(run), folder);
        var product = new Product(folder);
        var arriving = Path.Combine(run.DataFolder, "pipeline", "arriving");
        var (duck, reason) = await DuckRival.TryMakeAsync(
            Path.Combine(run.DataFolder, "pipeline", "rival.duckdb"),
            cancellationToken
        );
        var runs = run.RunsOf(0);
        DateOnly last;
        await using (await AppProcess.StartAsync(folder, cancellationToken))
        {
            var server = await PrivateDatabase.OfAsync(folder, cancellationToken);
            last = files.Last;
            if (!isThere)
                await BackfillAsync(files, product, server, cancellationToken);
            if (duck is not null && !(isThere && duck.HasData))
                await duck.BackfillAsync(files.Folder, cancellationToken);
            await server.SettleAsync(cancellationToken, PrivateDatabase.Warehouse, PsqlRival.Database);
            IRival[] rivals = duck is null ? [new PsqlRival(server)] : [new PsqlRival(server), duck];
            await using var engine = await WarmEngine.OpenAsync(folder, cancellationToken);
            var contest = new DayContest(run, files, engine, server, rivals, arriving);
            var count = DayContest.WarmUps + runs;
            var dates = Enumerable.Range(1, count).Select(more => last.AddDays(more)).ToList();
            BenchmarkRun.Say("New dates …");
            await contest.MeasureAsync(NewDay, [.. dates.Select(date => (date, 0))], cancellationToken);
            BenchmarkRun.Say("A past date once more …");
            await contest.MeasureAsync(
                OldDay,
                [.. Enumerable.Range(1, count).Select(fewer => (dates[0], fewer))],
                cancellationToken
            );
            BenchmarkRun.Say("The dates that a correction makes stale …");
            var ripples = new List<(double Seconds, int Dates)>();
            for (var number = 1; number <= runs; number++)
            {
                files.MakeDay(dates[0], count + number, arriving);
                ripples.Add(await RippleAsync(engine, arriving, dates[0], cancellationToken));
            }
            Report(run, ripples);
            last = dates[^1];
        }
        if (duck is null)
            run.Report(new Measurement(NewDay, DuckRival.Title, 0, null, null, reason));
        BenchmarkRun.Say("A new date with the app stopped …");
        await MeasureColdAsync(run, files, product, arriving, last, runs, cancellationToken);
    }

    /// <summary>Corrects a date, then runs the later dates that no longer follow from what is loaded.</summary>
    /// <returns>Seconds of the later dates alone, and how many they are.</returns>
    private static async Task<(double Seconds, int Dates)> RippleAsync(
        WarmEngine engine,
        string arriving,
        DateOnly corrected,
        CancellationToken cancellationToken
    )
    {
        await engine.PublishAsync(arriving, new DateRange(corrected, corrected), cancellationToken);
        var stale = await engine.StaleAsync(cancellationToken);
        if (stale.Count == 0)
            throw new BenchmarkException($"Nothing became stale behind {corrected:yyyy-MM-dd}.");
        var ripple = await engine.PublishAsync(arriving, new DateRange(stale[0], stale[^1]), cancellationToken);
        if ((await engine.StaleAsync(cancellationToken)).Count > 0)
            throw new BenchmarkException("Dates are still stale after they have run.");
        return (ripple.Seconds, stale.Count);
    }

    private static void Report(BenchmarkRun run, IReadOnlyList<(double Seconds, int Dates)> ripples)
    {
        var seconds = Quantiles.Median([.. ripples.Select(ripple => ripple.Seconds)]);
        run.Report(
            new Measurement(
                "the later dates that the correction made stale",
                "RetailRocket, in a running app",
                ripples.Count,
                seconds,
                ripples[^1].Dates,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"rows are dates, in one run: {seconds / ripples[^1].Dates:0.00} s a date; none is stale afterwards"
                )
            )
        );
    }

    /// <summary>
    /// Takes over what the back-fill's benchmark left, the product's figures and the script's: the dates that are added
    /// here belong into no other part's data.
    /// </summary>
    /// <returns>Whether there was something to take.</returns>
    private static bool Take(string left, string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        if (!Directory.Exists(left))
            return false;
        Directory.Move(left, folder);
        return true;
    }

    private static async Task BackfillAsync(
        SourceFiles files,
        Product product,
        PrivateDatabase server,
        CancellationToken cancellationToken
    )
    {
        BenchmarkRun.Say("The history to add to …");
        await product.PublishAsync(files.Folder, files.First, files.Last, cancellationToken);
        await new PsqlRival(server).BackfillAsync(files.Folder, cancellationToken);
    }

    private static async Task MeasureColdAsync(
        BenchmarkRun run,
        SourceFiles files,
        Product product,
        string arriving,
        DateOnly last,
        int runs,
        CancellationToken cancellationToken
    )
    {
        var times = new List<ProductTime>();
        var rows = 0;
        for (var number = 1; number <= runs; number++)
        {
            var date = last.AddDays(number);
            rows = files.MakeDay(date, 0, arriving).Rows;
            times.Add(await product.PublishAsync(arriving, date, date, cancellationToken));
        }
        var own = Quantiles.Median([.. times.Select(time => time.LandSeconds + time.RunSeconds)]);
        run.Report(
            new Measurement(
                NewDay,
                "RetailRocket, cold command",
                runs,
                Quantiles.Median([.. times.Select(time => time.Seconds)]),
                rows,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"starts and stops the private server itself; landing and run {own:0.00} s of it"
                )
            )
        );
    }
}
