using System.Globalization;
using System.Text.Json;
using RetailRocket.Benchmarks.Web;
using RetailRocket.Pipeline.Landing;

namespace RetailRocket.Benchmarks.Pipeline;

/// <summary>
/// Landing beside <c>\copy</c> on the same server, in turn: one large file on one connection by a command of its own; both large
/// files, and all files, on two connections in a running app.
/// </summary>
internal sealed class LandingPart : IBenchmarkPart
{
    public string Name => "landing";

    public string About => "landing on one and on two connections, beside psql's copy";

    public async Task RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var files = await SourceFiles.EnsureAsync(run, cancellationToken);
        var data = Path.Combine(run.DataFolder, "pipeline", "landing");
        if (Directory.Exists(data))
            Directory.Delete(data, recursive: true);
        var first = files.Properties[0];
        var alone = Path.Combine(run.DataFolder, "pipeline", "one-file");
        var both = Path.Combine(run.DataFolder, "pipeline", "two-files");
        Link([first], alone);
        Link(files.Properties, both);
        var product = new Product(data);
        await using (await AppProcess.StartAsync(data, cancellationToken))
        {
            var psql = new PsqlRival(await PrivateDatabase.OfAsync(data, cancellationToken));
            await psql.RecreateAsync(cancellationToken);
            await CompareAsync(
                run,
                "landing: item_properties_part1.csv, one connection",
                SourceFiles.Lines(first),
                async () =>
                {
                    var (answer, _) = await product.RunAsync("load", ["--source", alone, "--force"], cancellationToken);
                    return SecondsOf(Path.GetFileName(first), answer);
                },
                () => psql.CopyAsync([first], cancellationToken)
            );
            await using var engine = await WarmEngine.OpenAsync(data, cancellationToken);
            await CompareAsync(
                run,
                "landing: both item_properties files, two connections",
                files.Properties.Sum(SourceFiles.Lines),
                () => LandAsync(both),
                () => psql.CopyAsync(files.Properties, cancellationToken)
            );
            await CompareAsync(
                run,
                "landing: four files, two connections",
                files.Rows,
                () => LandAsync(files.Folder),
                () => psql.CopyAllAsync(files.Folder, cancellationToken)
            );

            Task<double> LandAsync(string folder) =>
                engine.LandAsync(folder, new LandingOptions { Force = true }, cancellationToken);
        }
        foreach (var folder in (string[])[data, alone, both])
            Directory.Delete(folder, recursive: true);

        void Link(IEnumerable<string> targets, string folder)
        {
            // A pipeline wants its required source; one day of it costs next to nothing.
            files.MakeDay(files.Last, 0, folder);
            foreach (var target in targets)
                File.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(target)), target);
        }
    }

    /// <summary>Measures both in turn and reports them as two rows. The first pair is the warm-up; then the runs.</summary>
    private static async Task CompareAsync(
        BenchmarkRun run,
        string work,
        long rows,
        Func<Task<double>> land,
        Func<Task<double>> copy
    )
    {
        var landed = new List<double>();
        var copied = new List<double>();
        for (var number = 0; number == 0 || number <= run.RunsOf(landed[0]); number++)
        {
            landed.Add(await land());
            copied.Add(await copy());
        }
        var (ours, theirs) = (Quantiles.Median([.. landed.Skip(1)]), Quantiles.Median([.. copied.Skip(1)]));
        Row("RetailRocket", ours, $"{theirs / ours:0.00} of \\copy's rate; parsing and COPY dominate");
        Row("psql \\copy", theirs, $"COPY's own CSV parsing dominates");

        void Row(string subject, double seconds, FormattableString note) =>
            run.Report(
                new Measurement(
                    work,
                    subject,
                    landed.Count - 1,
                    seconds,
                    rows,
                    string.Create(CultureInfo.InvariantCulture, $"{rows / seconds / 1e6:0.00} M rows/s; ")
                        + note.ToString(CultureInfo.InvariantCulture)
                )
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
}
