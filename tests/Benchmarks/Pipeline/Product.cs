using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using RetailRocket.Benchmarks.Web;

namespace RetailRocket.Benchmarks.Pipeline;

/// <summary>The product itself, over a data folder that belongs to one benchmark.</summary>
internal sealed class Product(string dataFolder)
{
    private const string Pipeline = "retailrocket";
    private const int Done = 0;
    private const int Blocked = 3;

    /// <summary>Runs a command of a pipeline with <c>--json</c>.</summary>
    /// <returns>Its answer, and wall-clock seconds with the start of the command's own process.</returns>
    public async Task<(JsonElement Answer, double Seconds)> RunAsync(
        string verb,
        string[] options,
        CancellationToken cancellationToken
    )
    {
        var started = Stopwatch.GetTimestamp();
        var output = await AppProcess.RunAsync(
            dataFolder,
            [Done, Blocked],
            cancellationToken,
            ["pipeline", verb, Pipeline, .. options, "--json"]
        );
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return (JsonSerializer.Deserialize<JsonElement>(output), seconds);
    }

    /// <summary>Lands, builds, checks, publishes and exports the files of a folder.</summary>
    public async Task<ProductTime> PublishAsync(
        string folder,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellationToken
    )
    {
        string[] options = ["--source", folder, "--from", $"{from:yyyy-MM-dd}", "--to", $"{to:yyyy-MM-dd}"];
        var (answer, seconds) = await RunAsync("run", options, cancellationToken);
        return new ProductTime(
            seconds,
            answer.GetProperty("landed").GetProperty("seconds").GetDouble(),
            answer.GetProperty("seconds").GetDouble(),
            answer.GetProperty("run").GetInt64(),
            answer.GetProperty("published").GetInt32()
        );
    }

    /// <summary>What the steps of a run took in the database, by kind, the dearest step of each kind by name.</summary>
    /// <remarks>Steps run side by side, so these seconds add up to more than the run's.</remarks>
    public static Task<string> StepsAsync(PrivateDatabase server, long run, CancellationToken cancellationToken) =>
        server.ScalarAsync(
            PrivateDatabase.Warehouse,
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                select string_agg(
                    kind || ' ' || round(total, 2) || ' s (' || dearest || ' ' || round(most, 2) || ')',
                    ', ' order by total desc
                )
                from (
                    select
                        kind,
                        sum(seconds) as total,
                        max(seconds) as most,
                        (array_agg(name order by seconds desc))[1] as dearest
                    from (
                        select kind, name, sum(extract(epoch from finished_at - started_at)) as seconds
                        from ops.run_steps
                        where run_id = {run}
                        group by kind, name
                    ) as steps
                    group by kind
                ) as kinds
                """
            ),
            cancellationToken
        );

    /// <summary>What readers see.</summary>
    public static Task<Figures> FiguresAsync(PrivateDatabase server, CancellationToken cancellationToken) =>
        Figures.ReadAsync(
            isPublished: true,
            query => server.ScalarAsync(PrivateDatabase.Warehouse, query, cancellationToken)
        );
}

/// <summary>What a run of the product took.</summary>
/// <param name="Seconds">From the command to its end, with the command's own start.</param>
/// <param name="LandSeconds">Landing, by its own clock.</param>
/// <param name="RunSeconds">From the plan to the last exported file, by the run's own clock.</param>
/// <param name="Run">The run's number.</param>
/// <param name="Published">Dates that it published.</param>
internal sealed record ProductTime(double Seconds, double LandSeconds, double RunSeconds, long Run, int Published);
