using System.Text.Json;
using System.Text.Unicode;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Landing.Values;

namespace RetailRocket.Pipeline.Landing.Records;

/// <summary>One JSON object a line. A property that is absent or null is NULL; of a repeated property the last counts.</summary>
internal sealed class JsonLinesParser(SourceDefinition source, RecordSink sink, int maxRecordBytes)
    : RecordParser(sink, maxRecordBytes)
{
    private readonly JsonPathNode root = JsonPathNode.Of(source.Columns);
    private readonly JsonField[] fields = new JsonField[source.Columns.Count];
    private byte[] scratch = new byte[1024];
    private int scratchUsed;

    public override bool TryReadHeader(ReadOnlyMemory<byte> data, bool endOfFile, out int used)
    {
        used = 0;
        return true;
    }

    public override int Parse(ReadOnlyMemory<byte> data, bool endOfFile)
    {
        var used = 0;
        while (used < data.Length)
        {
            var length = data.Span[used..].IndexOf((byte)'\n');
            if (length < 0 && !endOfFile)
                break;
            var end = length < 0 ? data.Length : used + length;
            ReadLine(data[used..end]);
            used = length < 0 ? end : end + 1;
        }
        return used;
    }

    protected override int? DayOfFragment(ReadOnlyMemory<byte> fragment)
    {
        if (Sink.DateOrdinal < 0)
            return null;
        var reader = new Utf8JsonReader(fragment.Span, isFinalBlock: false, default);
        try
        {
            Clear();
            if (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
                ReadObject(ref reader, root, fragment.Span);
        }
        catch (JsonException)
        {
            // What was read before the mistake may hold the date.
        }
        return DayOfFields(fragment.Span);
    }

    private void ReadLine(ReadOnlyMemory<byte> line)
    {
        if (line.Length > 0 && line.Span[^1] == '\r')
            line = line[..^1];
        if (line.Length > MaxRecordBytes)
        {
            SkipLongLine(LongLine.Of(line));
            return;
        }
        var text = line.Span;
        if (text.ContainsAnyExcept(" \t"u8) && !TryReadFields(line, out var reason))
            Sink.Reject(Line, DayOfFragment(line), reason, text);
        else if (text.ContainsAnyExcept(" \t"u8))
            AddRow(text);
        Line++;
    }

    private bool TryReadFields(ReadOnlyMemory<byte> line, out string reason)
    {
        var text = line.Span;
        var nul = text.IndexOf((byte)0);
        reason =
            nul >= 0 ? RejectReason.ForNul(nul)
            : Utf8.IsValid(text) ? ""
            : RejectReason.ForInvalidUtf8(text);
        if (reason.Length > 0)
            return false;
        try
        {
            Clear();
            var reader = new Utf8JsonReader(text);
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
                ReadObject(ref reader, root, text);
            else
            {
                reader.Skip();
                reason = RejectReason.NotAnObject;
            }
            while (reader.Read()) { }
        }
        catch (JsonException)
        {
            reason = RejectReason.MalformedJson;
        }
        return reason.Length == 0;
    }

    private void AddRow(ReadOnlySpan<byte> line)
    {
        Sink.BeginRow(Line);
        for (var i = 0; i < fields.Length; i++)
        {
            var fault = fields[i].Fault;
            if (fault == FieldFault.None)
                fault = Sink.AddField(i, TextOf(fields[i], line));
            else
                Sink.UndoRow();
            if (fault == FieldFault.None)
                continue;
            Sink.Reject(Line, DayOfFields(line), RejectReason.ForField(source.Columns[i], fault), line);
            return;
        }
        Sink.EndRow(line);
    }

    private int? DayOfFields(ReadOnlySpan<byte> line) =>
        Sink.DateOrdinal >= 0 && fields[Sink.DateOrdinal] is { Fault: FieldFault.None } field
            ? Sink.DayOf(TextOf(field, line))
            : null;

    private ReadOnlySpan<byte> TextOf(JsonField field, ReadOnlySpan<byte> line) =>
        (field.InScratch ? scratch : line).Slice(field.Start, field.Length);

    private void Clear()
    {
        Array.Clear(fields);
        scratchUsed = 0;
    }

    /// <summary>Reads from behind an object's opening brace to its closing one.</summary>
    private void ReadObject(ref Utf8JsonReader reader, JsonPathNode node, ReadOnlySpan<byte> line)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var child = node.Find(ref reader);
            if (!reader.Read())
                return;
            var start = (int)reader.TokenStartIndex;
            var token = reader.TokenType;
            var text = child is { Columns.Count: > 0 } ? ScalarOf(ref reader) : JsonField.Empty;
            if (token == JsonTokenType.StartObject && child is { HasChildren: true })
                ReadObject(ref reader, child, line);
            else if (!reader.TrySkip())
                return;
            foreach (var column in child?.Columns ?? [])
                fields[column] =
                    source.Columns[column].Type == SourceColumnType.Json && token != JsonTokenType.Null
                        ? new JsonField(start, (int)reader.BytesConsumed - start, InScratch: false, FieldFault.None)
                        : text;
        }
    }

    private JsonField ScalarOf(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
            case JsonTokenType.StartArray:
                return new JsonField(0, 0, InScratch: false, FieldFault.Nested);
            case JsonTokenType.Null:
                return JsonField.Empty;
            case JsonTokenType.String when reader.ValueIsEscaped:
                return Unescape(ref reader);
            case JsonTokenType.String:
                return new JsonField(start + 1, reader.ValueSpan.Length, InScratch: false, FieldFault.None);
            default:
                return new JsonField(start, reader.ValueSpan.Length, InScratch: false, FieldFault.None);
        }
    }

    private JsonField Unescape(ref Utf8JsonReader reader)
    {
        var needed = scratchUsed + reader.ValueSpan.Length;
        if (scratch.Length < needed)
            Array.Resize(ref scratch, Math.Max(needed, scratch.Length * 2));
        try
        {
            var start = scratchUsed;
            var length = reader.CopyString(scratch.AsSpan(start));
            scratchUsed += length;
            var fault = scratch.AsSpan(start, length).Contains((byte)0) ? FieldFault.NulCharacter : FieldFault.None;
            return new JsonField(start, length, InScratch: true, fault);
        }
        catch (InvalidOperationException)
        {
            return new JsonField(0, 0, InScratch: false, FieldFault.BadEscape);
        }
    }
}
