using Npgsql;

namespace RetailRocket.Pipeline.Landing.Tables;

/// <summary>Reads what the operations schema holds per business date.</summary>
internal sealed class DateLedger(NpgsqlConnection connection, string pipeline)
{
    /// <summary>The dates of a source over its current files.</summary>
    public Task<Dictionary<DateOnly, DateSum>> OfSourceAsync(string source, CancellationToken ct) =>
        ReadAsync(
            """
            select business_date, rows, rejected, fingerprint
            from ops.source_dates
            where pipeline = @pipeline and source = @key
            """,
            source,
            ct
        );

    /// <summary>The dates of one file.</summary>
    public Task<Dictionary<DateOnly, DateSum>> OfFileAsync(int fileId, CancellationToken ct) =>
        ReadAsync(
            """
            select d.business_date, d.rows, d.rejected, d.fingerprint
            from ops.source_file_dates d
            join ops.source_files f on f.id = d.file_id
            where f.pipeline = @pipeline and d.file_id = @key
            """,
            fileId,
            ct
        );

    private async Task<Dictionary<DateOnly, DateSum>> ReadAsync(string sql, object key, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.Parameters.AddWithValue("pipeline", pipeline);
        command.Parameters.AddWithValue("key", key);
        var dates = new Dictionary<DateOnly, DateSum>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            dates.Add(
                reader.GetFieldValue<DateOnly>(0),
                new DateSum(reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3))
            );
        return dates;
    }
}
