using System.Globalization;
using System.Text.Json;
using RetailRocket.Benchmarks.Web;

namespace RetailRocket.Benchmarks.Pipeline;

/// <summary>Landing one large file on one connection, beside <c>\copy</c> on the same server.</summary>
internal static class LandingRate
{
    public static async Task MeasureAsync(BenchmarkRun run, SourceFiles files, CancellationToken cancellationToken)
    {
        BenchmarkRun.Say("Landing rate …");
        var data = Path.Combine(run.DataFolder, "pipeline", "landing");
        var alone = Path.Combine(run.DataFolder, "pipeline", "one-file");
        foreach (var folder in (string[])[data, alone])
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        // A pipeline wants its required source; one day of it costs next to nothing.
        files.MakeDay(files.Last, 0, alone);
        File.CreateSymbolicLink(Path.Combine(alone, Path.GetFileName(files.Properties)), files.Properties);
        var product = new Product(data);
        var landed = new List<double>();
        var copied = new List<double>();
        await using (await AppProcess.StartAsync(data, cancellationToken))
        {
            var psql = new PsqlRival(await PrivateDatabase.OfAsync(data, cancellationToken));
            // The first pair is the warm-up; then the runs.
            for (var number = 0; number == 0 || number <= run.RunsOf(landed[0]); number++)
            {
                var (answer, _) = await product.RunAsync("load", ["--source", alone, "--force"], cancellationToken);
                landed.Add(SecondsOf(Path.GetFileName(files.Properties), answer));
                copied.Add(await psql.CopyAsync(files.Properties, cancellationToken));
            }
        }
        Directory.Delete(data, recursive: true);
        Directory.Delete(alone, recursive: true);
        Report(
            run,
            "item_properties_part1.csv, one connection",
            landed.Count - 1,
            Quantiles.Median([.. landed.Skip(1)]),
            Quantiles.Median([.. copied.Skip(1)]),
            SourceFiles.Lines(files.Properties)
        );
    }

    private static double SecondsOf(string file, JsonElement answer) =>
        answer
            .GetProperty("landed")
            .GetProperty("files")
            .EnumerateArray()
            .Single(landed => landed.GetProperty("name").GetString() == file)
            .GetProperty("seconds")
            .GetDouble();

    /// <summary>Reports landing and <c>\copy</c> as two rows.</summary>
    public static void Report(BenchmarkRun run, string files, int runs, double landed, double copied, long rows)
    {
        Row("RetailRocket", landed, $"{copied / landed:0.00} of \\copy's rate; parsing and COPY dominate");
        Row("psql \\copy", copied, $"COPY's own CSV parsing dominates");

        void Row(string subject, double seconds, FormattableString note) =>
            run.Report(
                new Measurement(
                    $"landing: {files}",
                    subject,
                    runs,
                    seconds,
                    rows,
                    string.Create(CultureInfo.InvariantCulture, $"{rows / seconds / 1e6:0.00} M rows/s; ")
                        + note.ToString(CultureInfo.InvariantCulture)
                )
            );
    }
}
