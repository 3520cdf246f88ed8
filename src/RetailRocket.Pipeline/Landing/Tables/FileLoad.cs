using Npgsql;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Landing.Files;
using RetailRocket.Pipeline.Landing.Records;
using RetailRocket.Pipeline.Landing.Values;

namespace RetailRocket.Pipeline.Landing.Tables;

/// <summary>Loads one file in one transaction: its rows, its rejected lines and its ledger entries, or nothing.</summary>
internal sealed class FileLoad(PipelineDefinition pipeline, SourceFile file, LandingOptions options, TimeProvider clock)
{
    private const string Quarantine =
        "ops.quarantine (pipeline, source, file_id, line_no, business_date, reason, text)";

    /// <summary>Rejected lines wait in memory up to here, then the COPY of the rows makes way for one of theirs.</summary>
    private const int MaxRejectBytes = 4 * 1024 * 1024;

    private readonly RawTable table = new(pipeline, file.Source);

    /// <param name="connection">Idle.</param>
    /// <param name="previous">The version of the file that is landed now, if there is one.</param>
    /// <param name="meter">Counts what is read.</param>
    /// <param name="turn">Disposed when the rows are in: what is left waits for other files and for the disk.</param>
    /// <param name="ct">Cancels the load; the previous version stays.</param>
    /// <exception cref="SourceException">The file cannot be loaded; the message says why.</exception>
    public async Task<LandedFile> RunAsync(
        NpgsqlConnection connection,
        LedgerFile? previous,
        LandingMeter meter,
        IDisposable turn,
        CancellationToken ct
    )
    {
        var started = clock.GetTimestamp();
        var ledger = new FileLedger(connection, pipeline.Name);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var id = await ledger.BeginAsync(file, previous?.Id, Now, ct);
        await table.CreatePartitionAsync(connection, id, ct);

        using var scan = FileScan.Open(file, pipeline, id, options.MaxRecordBytes, ct);
        await CopyAsync(connection, scan, id, meter, ct);
        var sha256 = scan.Complete();

        await table.BuildIndexesAsync(connection, id, ct);
        turn.Dispose();
        var tally = scan.Sink.Tally;
        await ledger.CompleteAsync(file, id, previous?.Id, sha256, tally, Now, ct);
        await table.AttachAsync(connection, id, previous?.Id, ct);
        await transaction.CommitAsync(ct);
        return new LandedFile
        {
            Source = file.Source.Name,
            Name = file.Name,
            Path = file.Path,
            Status = previous is null ? LandedFileStatus.Loaded : LandedFileStatus.Replaced,
            FileId = id,
            Rows = tally.Rows,
            Rejected = tally.Rejected,
            Undated = tally.Undated,
            Bytes = file.Bytes,
            Elapsed = clock.GetElapsedTime(started),
            FirstDate = tally.FirstDate,
            LastDate = tally.LastDate,
        };
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private async Task CopyAsync(
        NpgsqlConnection connection,
        FileScan scan,
        int id,
        LandingMeter meter,
        CancellationToken ct
    )
    {
        var target = $"{table.Partition(id)} ({table.ColumnList})";
        var sink = scan.Sink;
        var more = true;
        while (more)
        {
            await using (var copy = await RawCopy.BeginAsync(connection, target, freeze: true, ct))
            {
                while (more && sink.Rejects.Length < MaxRejectBytes)
                {
                    more = scan.Advance(ct);
                    copy.Write(sink.Rows);
                    sink.Rows.Clear();
                    meter.Report(file, scan.BytesRead, sink.Tally.Rows, sink.Tally.Rejected);
                    ct.ThrowIfCancellationRequested();
                }
                await copy.CompleteAsync();
            }
            await CopyRejectsAsync(connection, sink.Rejects, ct);
        }
    }

    private static async Task CopyRejectsAsync(NpgsqlConnection connection, TupleBuffer rejects, CancellationToken ct)
    {
        if (rejects.Length == 0)
            return;
        await using var copy = await RawCopy.BeginAsync(connection, Quarantine, freeze: false, ct);
        copy.Write(rejects);
        await copy.CompleteAsync();
        rejects.Clear();
    }
}
