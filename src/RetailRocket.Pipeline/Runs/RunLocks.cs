using Npgsql;
using RetailRocket.Pipeline.Runs.Planning;

namespace RetailRocket.Pipeline.Runs;

/// <summary>
/// Session-level advisory locks on one connection of a run: the dates it replaces, the run itself, and the landed files
/// (shared, so that no file changes under a run). They end with the session, so a killed process leaves none behind.
/// </summary>
internal sealed class RunLocks(NpgsqlConnection connection) : IAsyncDisposable
{
    private const string WholeTables = "whole tables";

    /// <summary>Waits until no landing of the pipeline is under way, and holds off the next.</summary>
    public Task HoldFilesAsync(string pipeline, CancellationToken cancellationToken) =>
        ExecuteAsync(
            "select pg_advisory_lock_shared(hashtext('landing:' || @pipeline))",
            cancellationToken,
            new NpgsqlParameter("pipeline", pipeline)
        );

    /// <summary>
    /// Waits until no other run of the pipeline replaces one of the plan's dates. Locks are taken in date order, so two
    /// runs cannot wait for each other.
    /// </summary>
    /// <returns>The locked dates.</returns>
    public async Task<IReadOnlySet<DateOnly>> HoldDatesAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        var pipeline = plan.Definition.Name;
        var mode = plan.RefreshesWholeTables ? "pg_advisory_lock" : "pg_advisory_lock_shared";
        await ExecuteAsync(
            $"select {mode}(hashtext('dates:' || @pipeline), hashtext(@whole))",
            cancellationToken,
            new NpgsqlParameter("pipeline", pipeline),
            new NpgsqlParameter("whole", WholeTables)
        );
        var dates = plan.ReplacedDates.Concat(plan.Dates).ToHashSet();
        await ExecuteAsync(
            """
            select pg_advisory_lock(hashtext('dates:' || @pipeline), day)
            from (select unnest(@days) as day order by 1) as days
            """,
            cancellationToken,
            new NpgsqlParameter("pipeline", pipeline),
            new NpgsqlParameter("days", dates.Select(date => date.DayNumber).Order().ToArray())
        );
        return dates;
    }

    /// <summary>Marks the run as alive for as long as the connection lives.</summary>
    public Task HoldRunAsync(long runId, CancellationToken cancellationToken) =>
        ExecuteAsync(
            "select pg_advisory_lock(hashtext('run'), @run)",
            cancellationToken,
            new NpgsqlParameter("run", unchecked((int)runId))
        );

    /// <summary>Gives back everything.</summary>
    public Task ReleaseAsync(CancellationToken cancellationToken) =>
        ExecuteAsync("select pg_advisory_unlock_all()", cancellationToken);

    /// <summary>
    /// Gives back everything, then the connection: a pooled one keeps its session, and so its locks, until it is used again.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await ReleaseAsync(CancellationToken.None);
        }
        catch (Exception error) when (error is NpgsqlException or InvalidOperationException)
        {
            // The connection is broken, and its locks went with it.
        }
        await connection.DisposeAsync();
    }

    private async Task ExecuteAsync(
        string sql,
        CancellationToken cancellationToken,
        params NpgsqlParameter[] parameters
    )
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
