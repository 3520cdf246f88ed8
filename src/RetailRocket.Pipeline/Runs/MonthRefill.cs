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
/// <param name="months">The months of the table that the range touches.</param>
/// <param name="runId">Keeps the names of two runs apart.</param>
internal sealed class MonthRefill(MonthPartitions months, long runId)
{
    /// <summary>Fewer dates are deleted and inserted where they are: making and attaching partitions costs more than they.</summary>
    public const int FewestDates = 7;

    /// <param name="fill">Inserts the range's rows into the table that it is given by its quoted name; returns how many.</param>
    /// <param name="cancellationToken">Stops the work; the transaction is then to be rolled back.</param>
    /// <returns>Rows written.</returns>
    public async Task<long> RunAsync(Func<string, Task<long>> fill, CancellationToken cancellationToken)
    {
        var table = SqlName.Quote(months.Table);
        var replaceable = await months.ReplaceableAsync(cancellationToken);
        var beside = await FillName.OfAsync(months.Connection, months.Table, runId, cancellationToken);
        await ExecuteAsync(
            $"""
            create table {SqlName.Quote(beside)} (like {table} including defaults including constraints)
            partition by range ({SqlName.Quote(months.DateColumn)})
            """,
            cancellationToken
        );
        foreach (var month in months.Months())
            await ExecuteAsync(
                $"create table {New(beside, month)} partition of {SqlName.Quote(beside)} {MonthPartitions.BoundsOf(month)}",
                cancellationToken
            );
        var rows = await fill(SqlName.Quote(beside));
        foreach (var month in months.Months())
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
        var (fresh, name) = (New(beside, month), months.NameOf(month));
        return ExecuteAsync(
            $"""
            drop table if exists {name};
            alter table {SqlName.Quote(beside)} detach partition {fresh};
            alter table {fresh} rename to {name};
            alter table {SqlName.Quote(months.Table)} attach partition {name} {MonthPartitions.BoundsOf(month)}
            """,
            cancellationToken
        );
    }

    /// <summary>The new rows to those of the month's other dates.</summary>
    private async Task MoveRowsAsync(string beside, DateOnly month, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            delete from {months.NameOf(month)} where {SqlName.Quote(months.DateColumn)} between @from and @to;
            insert into {months.NameOf(month)} select * from {New(beside, month)}
            """,
            months.Connection
        )
        {
            CommandTimeout = 0,
        };
        command.Parameters.AddWithValue("from", months.Range.From);
        command.Parameters.AddWithValue("to", months.Range.To);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, months.Connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
