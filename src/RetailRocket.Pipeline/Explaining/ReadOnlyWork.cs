using System.Data;
using System.Globalization;
using Npgsql;
using RetailRocket.Pipeline.Database;

namespace RetailRocket.Pipeline.Explaining;

/// <summary>
/// One transaction that cannot write, sees one moment throughout, and ends after a time. It reads facts and raw rows, which the
/// reader role may not, so it is the runner's.
/// </summary>
internal sealed class ReadOnlyWork : IAsyncDisposable
{
    /// <summary>Longest time of one statement.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private readonly NpgsqlTransaction transaction;

    private ReadOnlyWork(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        Connection = connection;
        this.transaction = transaction;
    }

    public NpgsqlConnection Connection { get; }

    public static async Task<ReadOnlyWork> BeginAsync(
        NpgsqlDataSource runner,
        string pipeline,
        CancellationToken cancellationToken
    )
    {
        var connection = await runner.OpenConnectionAsync(cancellationToken);
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var work = new ReadOnlyWork(connection, transaction);
        try
        {
            // Parts of a statement have no statistics; taken for one row each, they would be joined in loops, for hours.
            await using var guard = new NpgsqlCommand(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    set transaction read only;
                    set local statement_timeout = '{Limit.TotalSeconds}s';
                    set local work_mem = '128MB';
                    set local enable_nestloop = off
                    """
                ),
                connection
            );
            await guard.ExecuteNonQueryAsync(cancellationToken);
            await WarehouseSession.PrepareAsync(connection, pipeline, cancellationToken);
            return work;
        }
        catch
        {
            await work.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
