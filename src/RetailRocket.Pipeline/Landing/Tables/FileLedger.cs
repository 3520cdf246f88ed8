using Npgsql;
using NpgsqlTypes;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Landing.Records;

namespace RetailRocket.Pipeline.Landing.Tables;

/// <summary>The tables of the operations schema that say which files and dates are landed, over one connection.</summary>
internal sealed class FileLedger(NpgsqlConnection connection, string pipeline)
{
    /// <summary>The files whose rows are in the raw tables now.</summary>
    public async Task<IReadOnlyList<LedgerFile>> CurrentFilesAsync(CancellationToken ct)
    {
        await using var command = Command(
            """
            select f.id, f.source, f.name, f.path, f.sha256, f.bytes, f.modified_at, f.rows, f.rejected, f.undated,
                f.landed_at, min(d.business_date), max(d.business_date)
            from ops.source_files f
            left join ops.source_file_dates d on d.file_id = f.id
            where f.pipeline = @pipeline and f.replaced_at is null
            group by f.id
            order by f.source, f.name collate "C"
            """
        );
        var files = new List<LedgerFile>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            files.Add(
                new LedgerFile(
                    reader.GetInt32(0),
                    reader.GetString(1),
                    reader.GetString(2),
                    reader.GetString(3),
                    reader.GetString(4),
                    reader.GetInt64(5),
                    reader.GetDateTime(6),
                    reader.GetInt64(7),
                    reader.GetInt64(8),
                    reader.GetInt64(9),
                    reader.GetDateTime(10),
                    await reader.IsDBNullAsync(11, ct) ? null : reader.GetFieldValue<DateOnly>(11),
                    await reader.IsDBNullAsync(12, ct) ? null : reader.GetFieldValue<DateOnly>(12)
                )
            );
        return files;
    }

    /// <summary>Notes where and with what time unchanged bytes were seen.</summary>
    public async Task SeenAsync(int id, SourceFile file, CancellationToken ct)
    {
        await using var command = Command(
            "update ops.source_files set path = @path, modified_at = @modified where id = @id and replaced_at is null",
            ("id", id),
            ("path", file.Path),
            ("modified", file.ModifiedAt)
        );
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Opens the ledger row of a file about to be loaded, and closes that of the version it replaces.</summary>
    /// <returns>The file's id.</returns>
    public async Task<int> BeginAsync(SourceFile file, int? replacedId, DateTime now, CancellationToken ct)
    {
        await using var command = Command(
            """
            update ops.source_files set replaced_at = @now where id = @replaced;
            insert into ops.source_files
                (pipeline, source, name, path, sha256, bytes, modified_at, rows, rejected, undated, landed_at)
            values (@pipeline, @source, @name, @path, '', @bytes, @modified, 0, 0, 0, @now)
            returning id
            """,
            ("source", file.Source.Name),
            ("name", file.Name),
            ("path", file.Path),
            ("bytes", file.Bytes),
            ("modified", file.ModifiedAt),
            ("now", now)
        );
        command.Parameters.Add(
            new NpgsqlParameter("replaced", NpgsqlDbType.Integer) { Value = (object?)replacedId ?? DBNull.Value }
        );
        return (int)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>
    /// Completes the ledger row and brings the sums per date, or the state of an undated source, up to date. Landings of
    /// several files take turns from here to their commit, or each would miss the other's rows in the sums.
    /// </summary>
    public async Task CompleteAsync(
        SourceFile file,
        int id,
        int? replacedId,
        string sha256,
        FileTally tally,
        DateTime now,
        CancellationToken ct
    )
    {
        var days = tally.Days.ToList();
        await using var command = Command(
            """
            select pg_advisory_xact_lock(hashtext('landing-ledger:' || @pipeline));
            update ops.source_files
            set sha256 = @sha256, rows = @rows, rejected = @rejected, undated = @undated, landed_at = @now
            where id = @id;
            insert into ops.source_file_dates (file_id, business_date, rows, rejected, fingerprint)
            select @id, d.business_date, d.rows, d.rejected, d.fingerprint
            from unnest(@dates, @date_rows, @date_rejected, @date_fingerprints)
                as d (business_date, rows, rejected, fingerprint);
            """,
            ("id", id),
            ("sha256", sha256),
            ("rows", tally.Rows),
            ("rejected", tally.Rejected),
            ("undated", tally.Undated),
            ("now", now),
            ("dates", days.Select(day => day.Date).ToArray()),
            ("date_rows", days.Select(day => day.Total.Rows).ToArray()),
            ("date_rejected", days.Select(day => day.Total.Rejected).ToArray()),
            ("date_fingerprints", days.Select(day => day.Total.Fingerprint).ToArray())
        );
        await command.ExecuteNonQueryAsync(ct);
        if (file.Source.Date is null)
            await RefreshStateAsync(file.Source, ct);
        else
            await RefreshDatesAsync(file.Source, [id, replacedId ?? id], ct);
    }

    /// <summary>Sums the current files over every date that one of the given files touches.</summary>
    private async Task RefreshDatesAsync(SourceDefinition source, int[] fileIds, CancellationToken ct)
    {
        // A fingerprint is a wrapping 64-bit sum: the exact sum, modulo 2^64, as a signed number.
        await using var command = Command(
            """
            with touched_dates as (
                select distinct business_date from ops.source_file_dates where file_id = any (@ids)
            ),
            current_dates as (
                select d.business_date, d.rows, d.rejected, d.fingerprint
                from ops.source_files f
                join ops.source_file_dates d on d.file_id = f.id
                where f.pipeline = @pipeline and f.source = @source and f.replaced_at is null
            ),
            sums as (
                select t.business_date, coalesce(sum(c.rows), 0)::bigint as rows,
                    coalesce(sum(c.rejected), 0)::bigint as rejected,
                    mod(coalesce(sum(c.fingerprint), 0), 18446744073709551616) as remainder
                from touched_dates t
                left join current_dates c using (business_date)
                group by t.business_date
            )
            insert into ops.source_dates as s
                (pipeline, source, business_date, rows, rejected, fingerprint, changed_seq)
            select @pipeline, @source, business_date, rows, rejected,
                (case
                    when remainder >= 9223372036854775808 then remainder - 18446744073709551616
                    when remainder < -9223372036854775808 then remainder + 18446744073709551616
                    else remainder
                end)::bigint,
                nextval('ops.change_seq')
            from sums
            order by business_date
            on conflict (pipeline, source, business_date) do update
            set rows = excluded.rows, rejected = excluded.rejected, fingerprint = excluded.fingerprint,
                changed_seq = excluded.changed_seq
            where (s.rows, s.rejected, s.fingerprint)
                is distinct from (excluded.rows, excluded.rejected, excluded.fingerprint)
            """,
            ("source", source.Name),
            ("ids", fileIds)
        );
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task RefreshStateAsync(SourceDefinition source, CancellationToken ct)
    {
        await using var command = Command(
            """
            insert into ops.source_states as s (pipeline, source, fingerprint, changed_seq)
            select @pipeline, @source,
                encode(sha256(convert_to(
                    coalesce(string_agg(name || E'\t' || sha256, E'\n' order by name collate "C"), ''), 'UTF8'
                )), 'hex'),
                nextval('ops.change_seq')
            from ops.source_files
            where pipeline = @pipeline and source = @source and replaced_at is null
            on conflict (pipeline, source) do update
            set fingerprint = excluded.fingerprint, changed_seq = excluded.changed_seq
            where s.fingerprint is distinct from excluded.fingerprint
            """,
            ("source", source.Name)
        );
        await command.ExecuteNonQueryAsync(ct);
    }

    private NpgsqlCommand Command(string sql, params (string Name, object Value)[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.Parameters.AddWithValue("pipeline", pipeline);
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command;
    }
}
