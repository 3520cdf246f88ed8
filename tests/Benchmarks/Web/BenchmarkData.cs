using System.Text.Json;

namespace RetailRocket.Benchmarks.Web;

/// <summary>The published figures that the pages are measured with: made the first time, used again after.</summary>
internal static class BenchmarkData
{
    public const string Pipeline = "retailrocket";

    private const int Done = 0;
    private const int Blocked = 3;

    public static async Task EnsureAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        if ((await DatesAsync(run, cancellationToken)).Count > 0)
            return;
        var scale = run.IsFull ? "full" : "small";
        var files = Path.Combine(run.DataFolder, "source");
        BenchmarkRun.Say($"Making the data to measure with ({scale}); this happens once …");
        if (Directory.Exists(files))
            Directory.Delete(files, recursive: true);
        Task Command(params string[] arguments) =>
            AppProcess.RunAsync(run.DataFolder, [Done, Blocked], cancellationToken, arguments);
        await Command("sample", Pipeline, "--out", files, "--scale", scale);
        await Command("pipeline", "load", Pipeline, "--source", files);
        Directory.Delete(files, recursive: true);
        var dates = await DatesAsync(run, cancellationToken);
        await Command("pipeline", "run", Pipeline, "--from", dates[0], "--to", dates[^1]);
    }

    /// <summary>The dates that have landed, in order; the data has each of them published.</summary>
    public static async Task<List<string>> DatesAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var output = await AppProcess.RunAsync(
            run.DataFolder,
            [Done],
            cancellationToken,
            "pipeline",
            "status",
            Pipeline,
            "--json"
        );
        using var status = JsonDocument.Parse(output);
        return
        [
            .. status
                .RootElement.GetProperty("dates")
                .EnumerateArray()
                .Select(date => date.GetProperty("date").GetString()!),
        ];
    }
}
