using System.Globalization;
using Npgsql;
using RetailRocket.Pipeline.Database;

namespace RetailRocket.Pipeline.Runs;

/// <summary>The monthly partitions of a model's table that a range of dates falls into.</summary>
/// <param name="Connection">In a transaction that <see cref="WarehouseSession"/> has prepared.</param>
/// <param name="Schema">The pipeline's schema.</param>
/// <param name="Table">Bare name of the table, which is partitioned by range of <paramref name="DateColumn"/>.</param>
/// <param name="DateColumn">The column that dates a row.</param>
/// <param name="Range">The dates to be written.</param>
internal sealed record MonthPartitions(
    NpgsqlConnection Connection,
    string Schema,
    string Table,
    string DateColumn,
    DateRange Range
)
{
    /// <summary>Makes the partitions that are not there yet, empty and with all their indexes.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var missing = await MissingAsync(cancellationToken);
        if (missing.Count == 0)
            return;
        await TakeTurnsAsync(cancellationToken);
        foreach (var month in missing)
            await ExecuteAsync(
                $"create table if not exists {NameOf(month)} partition of {SqlName.Quote(Table)} {BoundsOf(month)}",
                cancellationToken
            );
    }

    /// <summary>
    /// The months whose every row lies in the range, or that hold none: their partitions may be made anew instead of being
    /// emptied and filled. From here to the end of the transaction no other run makes partitions of the table.
    /// </summary>
    public async Task<IReadOnlyList<DateOnly>> ReplaceableAsync(CancellationToken cancellationToken)
    {
        await TakeTurnsAsync(cancellationToken);
        var replaceable = await MissingAsync(cancellationToken);
        foreach (var month in Months().Except(replaceable).ToList())
        {
            await using var command = new NpgsqlCommand(
                $"""
                select exists (select from {NameOf(month)} where {SqlName.Quote(DateColumn)} < @from)
                    or exists (select from {NameOf(month)} where {SqlName.Quote(DateColumn)} > @to)
                """,
                Connection
            );
            command.Parameters.AddWithValue("from", Range.From);
            command.Parameters.AddWithValue("to", Range.To);
            if (await command.ExecuteScalarAsync(cancellationToken) is false)
                replaceable.Add(month);
        }
        return replaceable;
    }

    /// <summary>First days of the months that the range touches.</summary>
    public IEnumerable<DateOnly> Months()
    {
        for (
            var month = new DateOnly(Range.From.Year, Range.From.Month, 1);
            month <= Range.To;
            month = month.AddMonths(1)
        )
            yield return month;
    }

    /// <summary>Quoted name of a month's partition.</summary>
    public string NameOf(DateOnly month) =>
        SqlName.Quote(string.Create(CultureInfo.InvariantCulture, $"{Table}_{month:yyyyMM}"));

    /// <summary>The bounds of a month's partition as its declaration says them.</summary>
    public static string BoundsOf(DateOnly month) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"for values from ('{month:yyyy-MM-dd}') to ('{month.AddMonths(1):yyyy-MM-dd}')"
        );

    /// <summary>Two runs may need the same month: the second waits here and then finds it.</summary>
    private async Task TakeTurnsAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select pg_advisory_xact_lock(hashtext('partitions:' || @schema || '.' || @table))",
            Connection
        )
        {
            CommandTimeout = 0,
        };
        command.Parameters.AddWithValue("schema", Schema);
        command.Parameters.AddWithValue("table", Table);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<List<DateOnly>> MissingAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select child.relname
            from pg_catalog.pg_inherits
            join pg_catalog.pg_class as child on child.oid = inhrelid
            join pg_catalog.pg_class as parent on parent.oid = inhparent
            join pg_catalog.pg_namespace as namespace on namespace.oid = parent.relnamespace
            where namespace.nspname = @schema and parent.relname = @table
            """,
            Connection
        );
        command.Parameters.AddWithValue("schema", Schema);
        command.Parameters.AddWithValue("table", Table);
        var existing = new HashSet<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            existing.Add($"\"{reader.GetString(0)}\"");
        return [.. Months().Where(month => !existing.Contains(NameOf(month)))];
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, Connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
