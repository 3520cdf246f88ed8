using Npgsql;
using RetailRocket.Pipeline.Database;

namespace RetailRocket.Pipeline.Runs;

/// <summary>
/// Empties a table and takes its indexes away until it is full again: building them over all rows at once takes a fraction
/// of what entering row by row takes, and rows that come into a table truncated in the same transaction write no log.
/// </summary>
internal sealed class IndexesAside
{
    private readonly NpgsqlConnection connection;
    private readonly IReadOnlyList<string> builds;

    private IndexesAside(NpgsqlConnection connection, IReadOnlyList<string> builds) =>
        (this.connection, this.builds) = (connection, builds);

    /// <param name="connection">In a transaction that <see cref="WarehouseSession"/> has prepared.</param>
    /// <param name="table">Bare name of a table without partitions.</param>
    /// <param name="cancellationToken">Stops the work; the transaction is then to be rolled back.</param>
    public static async Task<IndexesAside> TakeAsync(
        NpgsqlConnection connection,
        string table,
        CancellationToken cancellationToken
    )
    {
        var quoted = SqlName.Quote(table);
        await ExecuteAsync(connection, $"truncate {quoted}", cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            select
                case when owner.oid is null then format('drop index %s', index.indexrelid::regclass)
                    else format('alter table %s drop constraint %I', index.indrelid::regclass, owner.conname) end,
                case when owner.oid is null then pg_get_indexdef(index.indexrelid)
                    else format(
                        'alter table %s add constraint %I %s',
                        index.indrelid::regclass, owner.conname, pg_get_constraintdef(owner.oid)
                    ) end
            from pg_catalog.pg_index as index
            left join pg_catalog.pg_constraint as owner on owner.conindid = index.indexrelid
            where index.indrelid = to_regclass(@table)
            order by owner.oid is null, index.indexrelid
            """,
            connection
        );
        command.Parameters.AddWithValue("table", quoted);
        var (drops, builds) = (new List<string>(), new List<string>());
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
            while (await reader.ReadAsync(cancellationToken))
            {
                drops.Add(reader.GetString(0));
                builds.Add(reader.GetString(1));
            }
        foreach (var drop in drops)
            await ExecuteAsync(connection, drop, cancellationToken);
        return new IndexesAside(connection, builds);
    }

    /// <summary>Builds the indexes and constraints again, under their names.</summary>
    /// <exception cref="PostgresException">The rows break a constraint.</exception>
    public async Task BuildAsync(CancellationToken cancellationToken)
    {
        foreach (var build in builds)
            await ExecuteAsync(connection, build, cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
