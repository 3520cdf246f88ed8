using Npgsql;

namespace RetailRocket.Pipeline.Database;

/// <summary>The settings of a transaction that runs a pipeline's SQL.</summary>
internal static class WarehouseSession
{
    /// <summary>
    /// Bare table names mean the pipeline's own; the zone only matters to text that people read, and is UTC. What a step commits
    /// need not be on disk before the next one begins: publishing waits for the disk, and with its own log record for all
    /// that were written before it. A crash in between takes back whole steps, each with the note that it was done.
    /// </summary>
    public static async Task PrepareAsync(
        NpgsqlConnection connection,
        string pipeline,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            $"""
            set local search_path = {SqlName.Quote(pipeline)};
            set local timezone = 'UTC';
            set local synchronous_commit = off;
            select set_config('work_mem', current_setting('{ServerSettings.StepMemory}', true), true)
            where current_setting('{ServerSettings.StepMemory}', true) <> ''
            """,
            connection
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
