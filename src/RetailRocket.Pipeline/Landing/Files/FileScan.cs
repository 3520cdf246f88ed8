using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Landing.Records;

namespace RetailRocket.Pipeline.Landing.Files;

/// <summary>One pass over one source file: bytes in, encoded rows and counts out, step by step.</summary>
internal sealed class FileScan : IAsyncDisposable
{
    private readonly SourceReader reader;
    private readonly RecordParser parser;
    private readonly int maxRecordBytes;

    private FileScan(SourceFile file, PipelineDefinition pipeline, int fileId, int maxRecordBytes)
    {
        this.maxRecordBytes = maxRecordBytes;
        Sink = new RecordSink(file, pipeline, fileId);
        parser =
            file.Source.Format == SourceFormat.Csv
                ? new CsvParser(file, Sink, maxRecordBytes)
                : new JsonLinesParser(file.Source, Sink, maxRecordBytes);
        reader = new SourceReader(file, maxRecordBytes);
    }

    public RecordSink Sink { get; }
    public long BytesRead => reader.BytesRead;

    /// <summary>Opens the file and reads its header.</summary>
    /// <exception cref="SourceException">The file cannot be read, or is not of its source.</exception>
    public static async Task<FileScan> OpenAsync(
        SourceFile file,
        PipelineDefinition pipeline,
        int fileId,
        int maxRecordBytes,
        CancellationToken ct
    )
    {
        var scan = new FileScan(file, pipeline, fileId, maxRecordBytes);
        try
        {
            await scan.ReadHeaderAsync(file, ct);
            return scan;
        }
        catch
        {
            await scan.DisposeAsync();
            throw;
        }
    }

    /// <summary>Reads on; rows and rejects of what was read are in <see cref="Sink"/>.</summary>
    /// <returns>False when the file is read to its end.</returns>
    public async ValueTask<bool> AdvanceAsync(CancellationToken ct)
    {
        if (reader.EndOfFile && reader.Data.IsEmpty)
            return false;
        reader.Use(parser.Parse(reader.Data, reader.EndOfFile));
        if (reader.EndOfFile)
            return false;
        if (reader.Data.Length > maxRecordBytes && !reader.Data.Span.Contains((byte)'\n'))
            parser.RejectLongLine(await reader.SkipLineAsync(ct));
        else
            await reader.FillAsync(ct);
        return true;
    }

    /// <summary>SHA-256 of the file.</summary>
    /// <exception cref="SourceException">The file changed while it was read.</exception>
    public string Complete() => reader.Complete();

    public ValueTask DisposeAsync() => reader.DisposeAsync();

    private async Task ReadHeaderAsync(SourceFile file, CancellationToken ct)
    {
        while (reader.Data.Length < 4 && !reader.EndOfFile)
            await reader.FillAsync(ct);
        SkipByteOrderMark(file);
        int used;
        while (!parser.TryReadHeader(reader.Data, reader.EndOfFile, out used))
            await reader.FillAsync(ct);
        reader.Use(used);
    }

    private void SkipByteOrderMark(SourceFile file)
    {
        var text = reader.Data.Span;
        if (text.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || text.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            throw new SourceException(
                $"{file.Path} is UTF-16 text; UTF-8 is expected. Save it as UTF-8 and load again."
            );
        if (text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            reader.Use(3);
    }
}
