using System.Security.Cryptography;
using System.Text;
using Npgsql;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Publishing;

namespace RetailRocket.Pipeline.Runs;

/// <summary>
/// Makes a pipeline's tables from <c>00_schema</c>, and its published views, when those files changed since last time.
/// The files are written to be run again: <c>create … if not exists</c>, <c>add column if not exists</c>.
/// </summary>
public sealed class PipelineSchema(NpgsqlDataSource runner, TimeProvider clock)
{
    /// <summary>Held until the end of the transaction: one at a time makes tables or grants rights on them.</summary>
    internal const string Lock = "select pg_advisory_xact_lock(hashtext('schema'))";

    /// <exception cref="PipelineSqlException">A file of <c>00_schema</c> fails; nothing of it is kept.</exception>
    public async Task EnsureAsync(PipelineDefinition definition, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var sha256 = HashOf(definition);
        await using var connection = await runner.OpenConnectionAsync(cancellationToken);
        if (await IsAppliedAsync(connection, definition.Name, sha256, cancellationToken))
            return;

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, Lock, cancellationToken);
        if (await IsAppliedAsync(connection, definition.Name, sha256, cancellationToken))
            return;
        await ExecuteAsync(
            connection,
            $"create schema if not exists {SqlName.Quote(definition.Name)}",
            cancellationToken
        );
        await WarehouseSession.PrepareAsync(connection, definition.Name, cancellationToken);
        foreach (var file in definition.Schema)
        {
            try
            {
                await ExecuteAsync(connection, AsOne(file), cancellationToken);
            }
            catch (PostgresException error)
            {
                throw PipelineSqlException.In(definition, file, file.Sql, error);
            }
        }
        await PublishedViews.CreateAsync(connection, definition, cancellationToken);
        await NoteAsync(connection, definition.Name, sha256, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>
    /// A file as a single statement. Sent as it is, the driver would cut it at semicolons, and an error would count from the
    /// cut instead of from the start of the file.
    /// </summary>
    private static string AsOne(SqlText file)
    {
        var tag = $"$file_{file.Sha256[..12]}$";
        return $"do $run$ begin execute {tag}{file.Sql}{tag}; end $run$";
    }

    private static string HashOf(PipelineDefinition definition)
    {
        // The views follow from the tables and from which of them are KPI tables.
        var text = string.Join(
            '\n',
            definition
                .Schema.Select(file => $"{file.Path} {file.Sha256}")
                .Concat(
                    definition
                        .Models.Where(model => model.Layer == ModelLayer.Kpi)
                        .Select(model => $"{model.Table} {model.DateColumn}")
                        .Order(StringComparer.Ordinal)
                )
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static async Task<bool> IsAppliedAsync(
        NpgsqlConnection connection,
        string pipeline,
        string sha256,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            "select sha256 = @sha256 from ops.pipeline_schemas where pipeline = @pipeline",
            connection
        );
        command.Parameters.AddWithValue("pipeline", pipeline);
        command.Parameters.AddWithValue("sha256", sha256);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private async Task NoteAsync(
        NpgsqlConnection connection,
        string pipeline,
        string sha256,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            """
            insert into ops.pipeline_schemas (pipeline, sha256, applied_at) values (@pipeline, @sha256, @now)
            on conflict (pipeline) do update set sha256 = excluded.sha256, applied_at = excluded.applied_at
            """,
            connection
        );
        command.Parameters.AddWithValue("pipeline", pipeline);
        command.Parameters.AddWithValue("sha256", sha256);
        command.Parameters.AddWithValue("now", clock.GetUtcNow());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
