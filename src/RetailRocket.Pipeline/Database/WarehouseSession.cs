using Npgsql;

namespace RetailRocket.Pipeline.Database;

/// <summary>The settings of a transaction that runs a pipeline's SQL.</summary>
internal static class WarehouseSession
{
    /// <summary>Bare table names mean the pipeline's own; the zone only matters to text that people read, and is UTC.</summary>
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
            select set_config('work_mem', current_setting('{ServerSettings.StepMemory}', true), true)
            where current_setting('{ServerSettings.StepMemory}', true) <> ''
            """,
            connection
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
