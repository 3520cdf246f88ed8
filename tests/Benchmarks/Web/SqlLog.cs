using System.Globalization;
using System.Text.RegularExpressions;
using RetailRocket.Benchmarks.Pipeline;

namespace RetailRocket.Benchmarks.Web;

/// <summary>
/// The plain SQL time of the figures of a page: the private server writes the duration of every statement into its log
/// while pages are fetched one by one.
/// </summary>
internal static partial class SqlLog
{
    private const int Runs = 3;

    /// <summary>Median per target; empty when the server's log cannot be used.</summary>
    public static async Task<IReadOnlyDictionary<string, SqlShare>> MeasureAsync(
        BenchmarkRun run,
        HttpClient http,
        IReadOnlyList<string> targets,
        CancellationToken cancellationToken
    )
    {
        var log = Path.Combine(run.DataFolder, "server", "server.log");
        if (!File.Exists(log) || !Directory.Exists(Path.Combine(run.DataFolder, "server", "run")))
        {
            BenchmarkRun.Say("The private server is not in this data folder; the plain SQL time is not measured.");
            return new Dictionary<string, SqlShare>();
        }
        await SetAsync(run, "alter system set log_min_duration_statement = 0", cancellationToken);
        try
        {
            var shares = new Dictionary<string, SqlShare>();
            foreach (var target in targets)
            {
                await ServerTime.FetchAsync(http, target, cancellationToken);
                var found = new List<SqlShare>();
                for (var round = 0; round < Runs; round++)
                    found.Add(await ShareAsync(log, http, target, cancellationToken));
                shares[target] = found.OrderBy(share => share.Seconds).ElementAt(Runs / 2);
            }
            return shares;
        }
        finally
        {
            await SetAsync(run, "alter system reset log_min_duration_statement", CancellationToken.None);
        }
    }

    private static async Task<SqlShare> ShareAsync(
        string log,
        HttpClient http,
        string target,
        CancellationToken cancellationToken
    )
    {
        var before = new FileInfo(log).Length;
        await ServerTime.FetchAsync(http, target, cancellationToken);
        await using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(before, SeekOrigin.Begin);
        using var reader = new StreamReader(file);
        var durations = Duration().Matches(await reader.ReadToEndAsync(cancellationToken));
        return new SqlShare(
            durations.Sum(found => double.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture)) / 1000,
            durations.Count(found => found.Groups[2].Value is "statement" or "execute")
        );
    }

    private static async Task SetAsync(BenchmarkRun run, string sql, CancellationToken cancellationToken)
    {
        var server = await PrivateDatabase.OfAsync(run.DataFolder, cancellationToken);
        await server.ExecuteAsync("postgres", cancellationToken, sql, "select pg_reload_conf()");
    }

    // One line a message of the protocol: "duration: 0.123 ms  parse …", "… bind …", "… execute …", "… statement: …".
    [GeneratedRegex(@"duration: ([0-9.]+) ms  (\w+)")]
    private static partial Regex Duration();
}
