using System.Globalization;
using System.Text.Json;

namespace RetailRocket.Benchmarks.Pipeline;

/// <summary>DuckDB, from npm's package, in the versions of the lock file; only benchmarks fetch it.</summary>
internal sealed class DuckRival : IRival
{
    public const string Title = "DuckDB, 2 threads";

    private static readonly Dictionary<string, string> NoEnvironment = [];
    private readonly string database;

    private DuckRival(string database) => this.database = database;

    /// <summary>Whether it has computed anything yet.</summary>
    public bool HasData => File.Exists(database);

    public string Name => Title;

    private static string Folder => Path.Combine(Repository.Root, "tests/Benchmarks/rivals/duckdb");

    /// <summary>Installs it where it is not yet.</summary>
    /// <returns>The rival, or null and why it cannot be had here.</returns>
    public static async Task<(DuckRival? Rival, string Reason)> TryMakeAsync(
        string database,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (!Directory.Exists(Path.Combine(Folder, "node_modules/@duckdb/node-api")))
                await ToolProcess.RunAsync(
                    "npm",
                    ["install", "--prefix", Folder, "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"],
                    NoEnvironment,
                    cancellationToken
                );
            return (new DuckRival(database), "");
        }
        catch (BenchmarkException error)
        {
            return (null, $"not measured, it cannot be installed here: {error.Message.Split('\n')[^1]}");
        }
    }

    public Task<RivalTime> BackfillAsync(string folder, CancellationToken cancellationToken)
    {
        foreach (var file in (string[])[database, $"{database}.wal"])
            File.Delete(file);
        return WorkAsync(["backfill", folder], cancellationToken);
    }

    public Task<RivalTime> DayAsync(string file, DateOnly date, CancellationToken cancellationToken) =>
        WorkAsync(["day", file, $"{date:yyyy-MM-dd}"], cancellationToken);

    public Task<Figures> FiguresAsync(CancellationToken cancellationToken) =>
        Figures.ReadAsync(
            isPublished: false,
            async query => (await RunAsync(["query", query], cancellationToken))[0][0].GetString()!
        );

    private async Task<RivalTime> WorkAsync(string[] work, CancellationToken cancellationToken)
    {
        var seconds = await RunAsync(work, cancellationToken);
        return new RivalTime(
            seconds.GetProperty("all").GetDouble(),
            seconds.TryGetProperty("load", out var load) ? load.GetDouble() : 0
        );
    }

    private async Task<JsonElement> RunAsync(string[] work, CancellationToken cancellationToken)
    {
        var (output, _) = await ToolProcess.RunAsync(
            "node",
            [Path.Combine(Folder, "work.js"), database, .. work],
            NoEnvironment,
            cancellationToken
        );
        return JsonSerializer.Deserialize<JsonElement>(output);
    }
}
