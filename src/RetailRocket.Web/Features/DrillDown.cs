using Npgsql;
using RetailRocket.Pipeline.Database;

namespace RetailRocket.Web.Features;

/// <summary>
/// Reads what the reader role may not: facts, and figures of runs that are not published. For drill-downs, which say on the
/// page that they do. It is the runner role in a transaction that cannot write.
/// </summary>
public sealed class DrillDown(Warehouse warehouse)
{
    /// <summary>All rows of a query. A statement ends after 60 s, as those of the reader role do.</summary>
    /// <param name="sql">A statement of constants and validated identifiers; values are parameters, <c>@name</c>.</param>
    public async Task<IReadOnlyList<T>> ListAsync<T>(
        string sql,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken,
        params (string Name, object? Value)[] parameters
    )
    {
        await using var connection = await warehouse.Runner.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (
            var guard = new NpgsqlCommand(
                "set transaction read only; set local statement_timeout = '60s'",
                connection,
                transaction
            )
        )
            await guard.ExecuteNonQueryAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection, transaction).With(parameters);
        return await command.ListAsync(read, cancellationToken);
    }
}
