namespace RetailRocket.Pipeline.Landing.Records;

/// <summary>
/// Splits the bytes of a file into records and hands them to a <see cref="RecordSink"/>. It is given what has been read and
/// not yet used, says how much of it it used, and gets the rest again with more behind it.
/// </summary>
internal abstract class RecordParser(RecordSink sink, int maxRecordBytes)
{
    protected RecordSink Sink { get; } = sink;
    protected int MaxRecordBytes { get; } = maxRecordBytes;

    /// <summary>1-based physical line at which the next unused byte stands.</summary>
    protected long Line { get; set; } = 1;

    /// <summary>Reads what comes before the first record.</summary>
    /// <returns>False when more bytes are needed.</returns>
    /// <exception cref="SourceException">The header does not fit the source.</exception>
    public abstract bool TryReadHeader(ReadOnlyMemory<byte> data, bool endOfFile, out int used);

    /// <summary>Reads all whole records.</summary>
    /// <param name="data">Bytes from the first unused one on.</param>
    /// <param name="endOfFile">Nothing follows <paramref name="data"/>.</param>
    /// <returns>Bytes used.</returns>
    public abstract int Parse(ReadOnlyMemory<byte> data, bool endOfFile);

    /// <summary>Rejects a line that was too long to be given to <see cref="Parse"/>, and goes on behind it.</summary>
    public void SkipLongLine(LongLine line)
    {
        RejectLongLine(line);
        Line++;
    }

    protected void RejectLongLine(LongLine line) =>
        Sink.Reject(
            Line,
            DayOfFragment(line.Prefix),
            RejectReason.ForLength(line.Length, MaxRecordBytes),
            line.Prefix.Span,
            line.Hash
        );

    /// <summary>Business date of the beginning of a record; null when its date field is not in there as a whole.</summary>
    protected abstract int? DayOfFragment(ReadOnlyMemory<byte> fragment);
}
