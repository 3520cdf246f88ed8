using System.Text.Unicode;
using CsvHelper;
using RetailRocket.Pipeline.Landing.Values;

namespace RetailRocket.Pipeline.Landing.Records;

/// <summary>
/// RFC 4180 records with a header. A quote inside an unquoted field is text. A quote that is opened and not closed as a
/// record needs it costs its own line only: reading goes on at the next line.
/// </summary>
internal sealed class CsvParser : RecordParser
{
    /// <summary>Lines that one record may span. Beyond that, its opening quote is taken for a stray one.</summary>
    public const int MaxRecordLines = 1000;

    /// <summary>After a stray quote small slices are tried first, so that files full of them do not cost a block each.</summary>
    private const int SmallSlice = 16 * 1024;
    private const int LargestSlice = 1 << 28;

    private readonly SourceFile file;
    private readonly CsvReaderOptions options;
    private readonly CsvReaderOptions plainOptions = new() { Separator = ',', HasHeader = false };
    private readonly CsvReaderOptions fragmentOptions = new()
    {
        Separator = ',',
        HasHeader = false,
        AllowLineBreaksInQuotes = false,
    };
    private CsvHeader? header;
    private int sliceLimit = LargestSlice;
    private bool textAfterQuote;
    private bool unclosedQuote;

    public CsvParser(SourceFile file, RecordSink sink, int maxRecordBytes)
        : base(sink, maxRecordBytes)
    {
        this.file = file;
        options = new CsvReaderOptions
        {
            Separator = ',',
            HasHeader = false,
            TrackLineNumbers = true,
            OnMalformedRecord = record =>
            {
                textAfterQuote |= record.Reason == CsvMalformedReason.TextAfterClosingQuote;
                unclosedQuote |= record.Reason == CsvMalformedReason.UnterminatedQuote;
            },
        };
    }

    public override bool TryReadHeader(ReadOnlyMemory<byte> data, bool endOfFile, out int used)
    {
        used = 0;
        var ready = endOfFile ? data.Length : data.Span.LastIndexOf((byte)'\n') + 1;
        if (ready == 0 && !endOfFile && data.Length <= MaxRecordBytes)
            return false;
        using var reader = CsvReader.Create(data[..ready], options);
        unclosedQuote = textAfterQuote = false;
        var found = reader.Read();
        if (!found && !endOfFile && data.Length <= MaxRecordBytes)
            return false;
        if (!found || unclosedQuote || textAfterQuote || reader.RawRecord.Length > MaxRecordBytes)
            throw new SourceException(
                $"{file.Path} has no readable header line. Its first line must name the columns, separated by commas and "
                    + "ended by a line feed; check that the file is the one meant and not cut."
            );
        if (!Utf8.IsValid(reader.RawRecord) || reader.RawRecord.Contains((byte)0))
            throw new SourceException($"{file.Path}: the header line is not UTF-8 text. Save the file as UTF-8.");

        header = new CsvHeader(
            file,
            [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i).Trim())]
        );
        var end = (int)reader.ByteOffset + reader.RawRecord.Length;
        used = end + LineBreaks.First(data.Span[end..]).End;
        Line += LineBreaks.Count(data.Span[..used]);
        return true;
    }

    public override int Parse(ReadOnlyMemory<byte> data, bool endOfFile)
    {
        var ready = endOfFile ? data.Length : data.Span.LastIndexOf((byte)'\n') + 1;
        var used = 0;
        while (used < ready)
        {
            var length = SliceLength(data.Span[used..ready]);
            var reachesEnd = used + length == ready;
            // Grown before the slice is read: a stray quote in it makes the next one small again.
            sliceLimit = Math.Min(Math.Max(sliceLimit, SmallSlice) * 2, LargestSlice);
            var pending = reachesEnd ? data.Length - used : length;
            if (TakeForeignMark(data.Slice(used, length), out var taken))
            {
                used += taken;
                continue;
            }
            taken = ParseSlice(data.Slice(used, length), reachesEnd && endOfFile, pending, out var needsMore);
            used += taken;
            if (needsMore && reachesEnd)
                break;
        }
        return used;
    }

    protected override int? DayOfFragment(ReadOnlyMemory<byte> fragment)
    {
        if (Sink.DateOrdinal < 0 || header!.Positions[Sink.DateOrdinal] is < 0 and var position)
            return null;
        position = header.Positions[Sink.DateOrdinal];
        if (ByteOrderMark.IsForeign(fragment.Span))
            return null;
        using var reader = CsvReader.Create(fragment, fragmentOptions);
        // The last field of a fragment may be cut, or may be the one with the stray quote.
        return reader.Read() && position < reader.FieldCount - 1 ? Sink.DayOf(reader.GetSpan(position)) : null;
    }

    private int SliceLength(ReadOnlySpan<byte> ready)
    {
        if (ready.Length <= sliceLimit)
            return ready.Length;
        var rest = ready[sliceLimit..].IndexOf((byte)'\n');
        return rest < 0 ? ready.Length : sliceLimit + rest + 1;
    }

    /// <param name="slice">Whole lines; the last may lack its end at the end of the file.</param>
    /// <param name="last">Nothing follows the slice.</param>
    /// <param name="pending">Bytes known from the slice's start on, unfinished lines included.</param>
    /// <param name="needsMore">The slice ends within a record; the bytes from there on are not used.</param>
    private int ParseSlice(ReadOnlyMemory<byte> slice, bool last, int pending, out bool needsMore)
    {
        needsMore = false;
        var bytes = slice.Span;
        var firstLine = Line;
        var clean = Utf8.IsValid(bytes) && !bytes.Contains((byte)0);
        // Without a quote a record is a line: counting lines and looking for wrong quotes can be spared.
        var quoted = bytes.Contains((byte)'"');
        var end = 0;
        using var reader = CsvReader.Create(slice, quoted ? options : plainOptions);
        while (true)
        {
            unclosedQuote = textAfterQuote = false;
            if (!reader.Read())
                break;
            var record = reader.RawRecord;
            var start = (int)reader.ByteOffset;
            Line = quoted ? firstLine + reader.LineNumber - 1 : Line + LineBreaks.Between(bytes[end..start]);
            end = start + record.Length;
            var large = record.Length > MaxRecordBytes;
            var manyLines = record.Length >= MaxRecordLines && LineBreaks.Count(record) >= MaxRecordLines;
            if (unclosedQuote && !last && !large && !manyLines && pending - start <= MaxRecordBytes)
            {
                needsMore = true;
                return start;
            }
            if (unclosedQuote || textAfterQuote || large || manyLines || reader.FieldCount != header!.Names.Count)
            {
                if (RejectStructure(reader, slice[start..]) is { } resumeAt)
                {
                    Line++;
                    return start + resumeAt;
                }
            }
            else if (clean || !RejectUnreadable(reader, record))
                AddRow(reader, record);
        }
        Line = firstLine + LineBreaks.Count(bytes);
        return bytes.Length;
    }

    private void AddRow(CsvReader reader, ReadOnlySpan<byte> record)
    {
        Sink.BeginRow(Line);
        var positions = header!.Positions;
        for (var i = 0; i < positions.Length; i++)
        {
            var fault = Sink.AddField(i, positions[i] < 0 ? [] : reader.GetSpan(positions[i]));
            if (fault == FieldFault.None)
                continue;
            Sink.Reject(Line, DayOf(reader), RejectReason.ForField(file.Source.Columns[i], fault), record);
            return;
        }
        Sink.EndRow(record);
    }

    /// <summary>Rejects a record with bytes that are no text.</summary>
    private bool RejectUnreadable(CsvReader reader, ReadOnlySpan<byte> record)
    {
        var nul = record.IndexOf((byte)0);
        if (nul < 0 && Utf8.IsValid(record))
            return false;
        var reason = nul >= 0 ? RejectReason.ForNul(nul) : RejectReason.ForInvalidUtf8(record);
        Sink.Reject(Line, DayOf(reader), reason, record);
        return true;
    }

    /// <summary>Rejects a record whose quotes or field count are wrong; of one over several lines, its first line only.</summary>
    /// <returns>Where to go on, counted from the record's start; null to go on behind the record.</returns>
    private int? RejectStructure(CsvReader reader, ReadOnlyMemory<byte> fromRecord)
    {
        var record = reader.RawRecord;
        var (length, end) = LineBreaks.First(fromRecord.Span);
        var isOneLine = length >= record.Length;
        var line = fromRecord[..length];
        if (length > MaxRecordBytes)
            RejectLongLine(LongLine.Of(line));
        else if (!isOneLine || unclosedQuote)
            Sink.Reject(Line, DayOfFragment(line), UnclosedQuoteReason(), line.Span);
        else
            Sink.Reject(
                Line,
                reader.FieldCount == header!.Names.Count || Sink.DateIsUnmistakable || IsDateFirst
                    ? DayOf(reader)
                    : null,
                textAfterQuote
                    ? RejectReason.TextAfterQuote
                    : RejectReason.ForFieldCount(reader.FieldCount, header.Names),
                record
            );
        if (isOneLine && !unclosedQuote)
            return null;
        sliceLimit = SmallSlice;
        return length + end;
    }

    private string UnclosedQuoteReason() => RejectReason.ForUnclosedQuote(MaxRecordBytes, MaxRecordLines);

    private bool IsDateFirst => Sink.DateOrdinal >= 0 && header!.Positions[Sink.DateOrdinal] == 0;

    private int? DayOf(CsvReader reader)
    {
        if (Sink.DateOrdinal < 0)
            return null;
        var position = header!.Positions[Sink.DateOrdinal];
        return position >= 0 && position < reader.FieldCount ? Sink.DayOf(reader.GetSpan(position)) : null;
    }

    /// <summary>
    /// Rejects a line that begins like the byte order mark of UTF-16 or UTF-32: the CSV reader would otherwise read all
    /// that follows in that encoding.
    /// </summary>
    private bool TakeForeignMark(ReadOnlyMemory<byte> slice, out int used)
    {
        used = 0;
        if (!ByteOrderMark.IsForeign(slice.Span))
            return false;
        var (length, end) = LineBreaks.First(slice.Span);
        var line = slice[..length];
        if (length > MaxRecordBytes)
            RejectLongLine(LongLine.Of(line));
        else
            Sink.Reject(Line, null, RejectReason.ForInvalidUtf8(line.Span), line.Span);
        Line++;
        used = length + end;
        return true;
    }
}
