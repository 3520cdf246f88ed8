using System.Globalization;
using Npgsql;
using RetailRocket.Pipeline.Database;

namespace RetailRocket.Pipeline.Runs;

/// <summary>
/// Fills many dates of a table that is partitioned by month. Rows go into new partitions of a table beside it, which have
/// no index yet and, made in the same transaction, write no log (<c>wal_level = minimal</c>); then they take the place of
/// the old partitions, which builds their indexes in one go. Deleting and inserting rows one by one in a table with its
/// indexes takes three times as long, and leaves the deleted ones behind to be swept.
/// </summary>
/// <param name="connection">In a transaction that <see cref="WarehouseSession"/> has prepared.</param>
/// <param name="partitions">The months of the table that the range touches.</param>
/// <param name="table">Bare name of the table.</param>
/// <param name="dateColumn">The column that dates a row and partitions the table.</param>
/// <param name="range">The dates to fill.</param>
/// <param name="runId">Keeps the names of two runs apart.</param>
internal sealed class MonthRefill(
    NpgsqlConnection connection,
    MonthPartitions partitions,
    string table,
    string dateColumn,
    DateRange range,
    long runId
)
{
    /// <summary>Fewer dates are deleted and inserted where they are: making and attaching partitions costs more than they.</summary>
    public const int FewestDates = 7;

    /// <param name="fill">Inserts the range's rows into the table that it is given by its quoted name; returns how many.</param>
    /// <param name="cancellationToken">Stops the work; the transaction is then to be rolled back.</param>
    /// <returns>Rows written.</returns>
    public async Task<long> RunAsync(Func<string, Task<long>> fill, CancellationToken cancellationToken)
    {
        var replaceable = await partitions.ReplaceableAsync(cancellationToken);
        var beside = await FillName.OfAsync(connection, table, runId, cancellationToken);
        await ExecuteAsync(
            $"""
            create table {SqlName.Quote(beside)} (like {SqlName.Quote(table)} including defaults including constraints)
            partition by range ({SqlName.Quote(dateColumn)})
            """,
            cancellationToken
        );
        foreach (var month in partitions.Months())
            await ExecuteAsync(
                $"create table {New(beside, month)} partition of {SqlName.Quote(beside)} {MonthPartitions.BoundsOf(month)}",
                cancellationToken
            );
        var rows = await fill(SqlName.Quote(beside));
        foreach (var month in partitions.Months())
        {
            if (replaceable.Contains(month))
                await ReplaceAsync(beside, month, cancellationToken);
            else
                await MoveRowsAsync(beside, month, cancellationToken);
        }
        await ExecuteAsync($"drop table {SqlName.Quote(beside)}", cancellationToken);
        return rows;
    }

    private static string New(string beside, DateOnly month) =>
        SqlName.Quote(string.Create(CultureInfo.InvariantCulture, $"{beside}_{month:yyyyMM}"));

    /// <summary>The new partition in place of the old one; attaching it builds the indexes that the table declares.</summary>
    private Task ReplaceAsync(string beside, DateOnly month, CancellationToken cancellationToken)
    {
        var (fresh, name) = (New(beside, month), partitions.NameOf(month));
        return ExecuteAsync(
            $"""
            drop table if exists {name};
            alter table {SqlName.Quote(beside)} detach partition {fresh};
            alter table {fresh} rename to {name};
            alter table {SqlName.Quote(table)} attach partition {name} {MonthPartitions.BoundsOf(month)}
            """,
            cancellationToken
        );
    }

    /// <summary>The new rows to those of the month's other dates.</summary>
    private async Task MoveRowsAsync(string beside, DateOnly month, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            delete from {partitions.NameOf(month)} where {SqlName.Quote(dateColumn)} between @from and @to;
            insert into {partitions.NameOf(month)} select * from {New(beside, month)}
            """,
            connection
        )
        {
            CommandTimeout = 0,
        };
        command.Parameters.AddWithValue("from", range.From);
        command.Parameters.AddWithValue("to", range.To);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
