using System.Globalization;
using Npgsql;
using RetailRocket.Pipeline.Database;

namespace RetailRocket.Pipeline.Runs;

/// <summary>Makes the monthly partitions that a range of dates needs.</summary>
internal static class MonthPartitions
{
    public static async Task EnsureAsync(
        NpgsqlConnection connection,
        string schema,
        string table,
        DateRange range,
        CancellationToken cancellationToken
    )
    {
        var existing = await ExistingAsync(connection, schema, table, cancellationToken);
        var missing = Months(range).Where(month => !existing.Contains(Name(table, month))).ToList();
        if (missing.Count == 0)
            return;
        // Two runs may need the same month: the second waits here and then finds it.
        await ExecuteAsync(connection, "select pg_advisory_xact_lock(hashtext('partitions'))", cancellationToken);
        foreach (var month in missing)
        {
            var sql = string.Create(
                CultureInfo.InvariantCulture,
                $"""
                create table if not exists {SqlName.Quote(Name(table, month))} partition of {SqlName.Quote(table)}
                for values from ('{month:yyyy-MM-dd}') to ('{month.AddMonths(1):yyyy-MM-dd}')
                """
            );
            await ExecuteAsync(connection, sql, cancellationToken);
        }
    }

    private static IEnumerable<DateOnly> Months(DateRange range)
    {
        for (
            var month = new DateOnly(range.From.Year, range.From.Month, 1);
            month <= range.To;
            month = month.AddMonths(1)
        )
            yield return month;
    }

    private static string Name(string table, DateOnly month) =>
        string.Create(CultureInfo.InvariantCulture, $"{table}_{month:yyyyMM}");

    private static async Task<HashSet<string>> ExistingAsync(
        NpgsqlConnection connection,
        string schema,
        string table,
        CancellationToken cancellationToken
    )
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
            connection
        );
        command.Parameters.AddWithValue("schema", schema);
        command.Parameters.AddWithValue("table", table);
        var names = new HashSet<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            names.Add(reader.GetString(0));
        return names;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
