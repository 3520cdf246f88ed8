using Npgsql;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Runs;

/// <summary>
/// Closes runs whose process or server died. A living run holds an advisory lock; one that says it is running and holds
/// none is an orphan: its unpublished rows go, and its row says what happened.
/// </summary>
public sealed class RunRecovery(NpgsqlDataSource runner, TimeProvider clock)
{
    /// <returns>The runs that were closed.</returns>
    public async Task<IReadOnlyList<long>> RecoverAsync(
        PipelineDefinition definition,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(definition);
        var closed = new List<long>();
        await using var connection = await runner.OpenConnectionAsync(cancellationToken);
        foreach (var run in await UnfinishedAsync(connection, definition.Name, cancellationToken))
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            if (!await TryLockAsync(connection, run, cancellationToken))
                continue;
            await DropRowsAsync(connection, definition, run, cancellationToken);
            await using (
                var command = new NpgsqlCommand(
                    """
                    update ops.runs
                    set
                        status = 'Interrupted',
                        finished_at = @now,
                        error = 'The program or the database server stopped during the run. Nothing of it was published.'
                    where id = @run and status = 'Running'
                    """,
                    connection
                )
            )
            {
                command.Parameters.AddWithValue("run", run);
                command.Parameters.AddWithValue("now", clock.GetUtcNow());
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
            await transaction.CommitAsync(cancellationToken);
            closed.Add(run);
        }
        return closed;
    }

    /// <summary>Deletes the KPI rows of a run that is not published.</summary>
    internal static async Task DropRowsAsync(
        NpgsqlConnection connection,
        PipelineDefinition definition,
        long run,
        CancellationToken cancellationToken
    )
    {
        foreach (var model in definition.Models.Where(model => model.Layer == ModelLayer.Kpi))
        {
            await using var command = new NpgsqlCommand(
                $"""
                delete from {SqlName.Quote(definition.Name, model.Table)}
                where run_id = @run
                    and not exists (select from ops.pointers where pipeline = @pipeline and run_id = @run)
                """,
                connection
            )
            {
                CommandTimeout = 0,
            };
            command.Parameters.AddWithValue("run", run);
            command.Parameters.AddWithValue("pipeline", definition.Name);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static async Task<IReadOnlyList<long>> UnfinishedAsync(
        NpgsqlConnection connection,
        string pipeline,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            "select id from ops.runs where pipeline = @pipeline and status = 'Running' order by id",
            connection
        );
        command.Parameters.AddWithValue("pipeline", pipeline);
        var runs = new List<long>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            runs.Add(reader.GetInt64(0));
        return runs;
    }

    private static async Task<bool> TryLockAsync(
        NpgsqlConnection connection,
        long run,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            "select pg_try_advisory_xact_lock(hashtext('run'), @run)",
            connection
        );
        command.Parameters.AddWithValue("run", unchecked((int)run));
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }
}
