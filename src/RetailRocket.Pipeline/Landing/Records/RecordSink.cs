using System.Text;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Landing.Values;

namespace RetailRocket.Pipeline.Landing.Records;

/// <summary>
/// Takes the records of one file: encodes rows for the raw table and rejected lines for quarantine, and counts both per
/// business date. Not thread-safe.
/// </summary>
internal sealed class RecordSink
{
    private const int SampleSize = 1000;
    private const int ShownReasons = 3;
    private const int InitialCapacity = 512 * 1024;
    private readonly SourceFile file;
    private readonly string pipeline;
    private readonly int fileId;
    private readonly SourceColumnType[] types;
    private readonly BusinessCalendar calendar;
    private readonly BusinessDateRule? dateRule;
    private readonly int dateOrdinal;
    private readonly TupleBuffer scratch = new(256);
    private readonly List<string> firstReasons = [];
    private int rowStart;
    private int? day;

    /// <param name="file">The file that is read.</param>
    /// <param name="pipeline">Gives the zone of business dates.</param>
    /// <param name="fileId">Written into every rejected line; rows have it from their partition.</param>
    public RecordSink(SourceFile file, PipelineDefinition pipeline, int fileId)
    {
        (this.file, this.fileId, this.pipeline) = (file, fileId, pipeline.Name);
        types = [.. file.Source.Columns.Select(column => column.Type)];
        calendar = new BusinessCalendar(pipeline.TimeZone);
        if (file.Source.Date is { } date)
            dateRule = new BusinessDateRule(file.Source, date, calendar);
        dateOrdinal = dateRule?.Ordinal ?? -1;
    }

    public FileTally Tally { get; } = new();

    /// <summary>Encoded rows since the buffer was last cleared.</summary>
    public TupleBuffer Rows { get; } = new(InitialCapacity);

    /// <summary>Encoded quarantine rows since the buffer was last cleared.</summary>
    public TupleBuffer Rejects { get; } = new(4096);

    /// <summary>Position of the date column among the source's columns; -1 for an undated source.</summary>
    public int DateOrdinal => dateOrdinal;

    /// <summary>Whether a field that another one may have pushed aside can be taken for the date.</summary>
    public bool DateIsUnmistakable => dateRule is { AnyNumberFits: false };

    public void BeginRow(long line)
    {
        if (line > int.MaxValue)
            throw new SourceException($"{file.Path} has more than {int.MaxValue} lines. Split it into several files.");
        rowStart = Rows.Length;
        day = null;
        Rows.BeginTuple(types.Length + 1);
        Rows.WriteInt32((int)line);
    }

    /// <summary>Encodes the next field. With a fault the row is undone, and is to be rejected.</summary>
    public FieldFault AddField(int ordinal, ReadOnlySpan<byte> text)
    {
        var fault = FieldEncoder.Encode(types[ordinal], text, calendar, Rows, out var value);
        if (ordinal == dateOrdinal && fault == FieldFault.None)
            fault = dateRule!.Resolve(value, out day);
        if (fault != FieldFault.None)
            UndoRow();
        return fault;
    }

    public void UndoRow() => Rows.RollBack(rowStart);

    public void EndRow(ReadOnlySpan<byte> record)
    {
        if (day is { } known)
            Tally.AddRow(known, RecordHash.Compute(record));
        else if (dateRule is null)
            Tally.AddRow();
        else
            Tally.AddUndatedRow();
    }

    /// <summary>Business date of a rejected line, from its date field as it stands; null when it cannot be read.</summary>
    public int? DayOf(ReadOnlySpan<byte> dateField)
    {
        if (dateRule is null)
            return null;
        scratch.Clear();
        var fault = FieldEncoder.Encode(types[dateOrdinal], dateField, calendar, scratch, out var value);
        return fault == FieldFault.None && dateRule.Resolve(value, out var found) == FieldFault.None ? found : null;
    }

    public void Reject(long line, int? rejectDay, string reason, ReadOnlySpan<byte> record) =>
        Reject(line, rejectDay, reason, record, RecordHash.Compute(record));

    /// <summary>Puts a line into quarantine.</summary>
    /// <exception cref="SourceException">No line of the file's beginning could be read: the file as a whole is wrong.</exception>
    public void Reject(long line, int? rejectDay, string reason, ReadOnlySpan<byte> text, long hash)
    {
        if (rejectDay is { } known)
            Tally.AddReject(known, hash);
        else
            Tally.AddReject();

        Rejects.BeginTuple(7);
        Rejects.WriteText(pipeline);
        Rejects.WriteText(file.Source.Name);
        Rejects.WriteInt32(fileId);
        Rejects.WriteInt64(line);
        if (rejectDay is { } date)
            Rejects.WriteInt32(date - DayNumber.PostgresEpoch);
        else
            Rejects.WriteNull();
        Rejects.WriteText(reason);
        // Invalid bytes become U+FFFD on the way; NUL, which PostgreSQL cannot store, does so here.
        Rejects.WriteText(Encoding.UTF8.GetString(text).Replace('\0', '\uFFFD'));

        if (Tally.Rows == 0)
            StopWhenNothingFits(line, reason);
    }

    private void StopWhenNothingFits(long line, string reason)
    {
        if (firstReasons.Count < ShownReasons)
            firstReasons.Add($"line {line}: {reason}");
        if (Tally.Rejected >= SampleSize)
            throw new SourceException(
                $"{file.Path}: none of the first {SampleSize} lines can be read, so nothing of the file is kept. "
                    + $"{string.Join("; ", firstReasons)}. Check that the file is of source {file.Source.Name}, is UTF-8, "
                    + "and has the separator and column types that pipeline.yml says."
            );
    }
}
