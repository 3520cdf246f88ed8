using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Landing.Records;

namespace RetailRocket.Pipeline.Landing.Files;

/// <summary>One pass over one source file: bytes in, encoded rows and counts out, step by step.</summary>
internal sealed class FileScan : IDisposable
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
    public static FileScan Open(
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
            scan.ReadHeader(file, ct);
            return scan;
        }
        catch
        {
            scan.Dispose();
            throw;
        }
    }

    /// <summary>Reads on; rows and rejects of what was read are in <see cref="Sink"/>.</summary>
    /// <returns>False when the file is read to its end.</returns>
    public bool Advance(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (reader.EndOfFile && reader.Data.IsEmpty)
            return false;
        reader.Use(parser.Parse(reader.Data, reader.EndOfFile));
        if (reader.EndOfFile)
            return false;
        if (reader.Data.Length > maxRecordBytes && !reader.Data.Span.Contains((byte)'\n'))
            parser.SkipLongLine(reader.SkipLine(ct));
        else
            reader.Fill();
        return true;
    }

    /// <summary>SHA-256 of the file.</summary>
    /// <exception cref="SourceException">The file changed while it was read.</exception>
    public string Complete() => reader.Complete();

    public void Dispose() => reader.Dispose();

    private void ReadHeader(SourceFile file, CancellationToken ct)
    {
        while (reader.Data.Length < 4 && !reader.EndOfFile)
            reader.Fill();
        SkipByteOrderMark(file);
        int used;
        while (!parser.TryReadHeader(reader.Data, reader.EndOfFile, out used))
        {
            ct.ThrowIfCancellationRequested();
            reader.Fill();
        }
        reader.Use(used);
    }

    private void SkipByteOrderMark(SourceFile file)
    {
        var text = reader.Data.Span;
        if (ByteOrderMark.IsForeign(text))
            throw new SourceException(
                $"{file.Path} is UTF-16 or UTF-32 text; UTF-8 is expected. Save it as UTF-8 and load again."
            );
        if (text.StartsWith(ByteOrderMark.Utf8))
            reader.Use(ByteOrderMark.Utf8.Length);
    }
}
