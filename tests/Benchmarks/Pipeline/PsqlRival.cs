using System.Globalization;

namespace RetailRocket.Benchmarks.Pipeline;

/// <summary>The hand-tuned script, in a database of its own on the product's private server.</summary>
internal sealed class PsqlRival(PrivateDatabase server) : IRival
{
    /// <summary>The database of its own.</summary>
    public const string Database = "rival";

    public string Name => "hand-tuned psql script";

    public async Task<RivalTime> BackfillAsync(string folder, CancellationToken cancellationToken)
    {
        await RecreateAsync(cancellationToken);
        var (output, seconds) = await RunAsync("backfill.sh", [folder], cancellationToken);
        return new RivalTime(seconds, double.Parse(output, CultureInfo.InvariantCulture));
    }

    public async Task<RivalTime> DayAsync(string file, DateOnly date, CancellationToken cancellationToken) =>
        new((await RunAsync("day.sh", [file, $"{date:yyyy-MM-dd}"], cancellationToken)).Seconds, 0);

    public Task<Figures> FiguresAsync(CancellationToken cancellationToken) =>
        Figures.ReadAsync(isPublished: false, query => server.ScalarAsync(Database, query, cancellationToken));

    /// <summary>
    /// Copies files, each on a connection of its own into a table that is truncated in the same transaction: like landing, it
    /// replaces what was there.
    /// </summary>
    public async Task<double> CopyAsync(IEnumerable<string> files, CancellationToken cancellationToken)
    {
        var (_, seconds) = await RunAsync("load_properties.sh", [.. files], cancellationToken);
        return seconds;
    }

    /// <summary>Copies all files of a folder on two connections, in place of what was there.</summary>
    public async Task<double> CopyAllAsync(string folder, CancellationToken cancellationToken)
    {
        var (_, seconds) = await RunAsync("load.sh", [folder], cancellationToken);
        return seconds;
    }

    /// <summary>The database anew, and empty.</summary>
    public Task RecreateAsync(CancellationToken cancellationToken) =>
        server.ExecuteAsync(
            "postgres",
            cancellationToken,
            $"drop database if exists {Database} with (force)",
            $"create database {Database}"
        );

    private Task<(string Output, double Seconds)> RunAsync(
        string script,
        string[] arguments,
        CancellationToken cancellationToken
    ) =>
        ToolProcess.RunAsync(
            "bash",
            [Path.Combine(Repository.Root, "tests/Benchmarks/rivals/psql", script), .. arguments],
            server.Environment(Database),
            cancellationToken
        );
}
