using System.Buffers;
using System.Buffers.Text;
using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Landing.Values;

/// <summary>Turns the UTF-8 text of a field into the binary form of its column's type, without a string in between.</summary>
internal static class FieldEncoder
{
    /// <summary>Longest text of a floating-point number that is looked at.</summary>
    private const int MaxDoubleLength = 400;
    private static readonly SearchValues<byte> DoubleCharacters = SearchValues.Create("0123456789.eE+-"u8);

    /// <param name="type">Type of the column.</param>
    /// <param name="text">The field, quotes and escapes removed. Empty is NULL; so are blanks where no text belongs.</param>
    /// <param name="calendar">The pipeline's zone, for times without an offset.</param>
    /// <param name="target">Receives the field unless there is a fault, in which case it must be rolled back.</param>
    /// <param name="value">For whole numbers the number, for a date its days and for a timestamp its microseconds since
    /// 1970-01-01 (UTC); null when the field is NULL or of another type.</param>
    public static FieldFault Encode(
        SourceColumnType type,
        ReadOnlySpan<byte> text,
        BusinessCalendar calendar,
        TupleBuffer target,
        out long? value
    )
    {
        value = null;
        if (type is not (SourceColumnType.Text or SourceColumnType.Json))
            text = Trim(text);
        if (text.IsEmpty)
        {
            target.WriteNull();
            return FieldFault.None;
        }
        switch (type)
        {
            case SourceColumnType.Text:
                target.WriteBytes(text);
                return FieldFault.None;
            case SourceColumnType.SmallInt:
            case SourceColumnType.Int:
            case SourceColumnType.BigInt:
                return EncodeInteger(type, text, target, out value);
            case SourceColumnType.Numeric:
                return DecimalText.Encode(text, target);
            case SourceColumnType.Double:
                return EncodeDouble(text, target);
            case SourceColumnType.Boolean:
                return EncodeBoolean(text, target);
            case SourceColumnType.Date:
                var dateFault = TimestampText.ParseDate(text, out var day);
                value = day;
                target.WriteInt32(day - DayNumber.PostgresEpoch);
                return dateFault;
            case SourceColumnType.Timestamp:
                var timeFault = TimestampText.Parse(text, calendar, out var instant);
                value = instant;
                target.WriteInt64(instant - DayNumber.PostgresEpoch * DayNumber.MicrosecondsPerDay);
                return timeFault;
            case SourceColumnType.Json:
                target.WriteBytes(text);
                return FieldFault.None;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "No encoding for this column type.");
        }
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        // Nearly no field has blanks around it: look at the two ends before anything else.
        if (text.IsEmpty || (text[0] > ' ' && text[^1] > ' '))
            return text;
        return text.Trim(" \t"u8);
    }

    private static FieldFault EncodeInteger(
        SourceColumnType type,
        ReadOnlySpan<byte> text,
        TupleBuffer target,
        out long? value
    )
    {
        var fault = IntegerText.Parse(text, out var number);
        value = number;
        if (fault != FieldFault.None)
            return fault;
        switch (type)
        {
            case SourceColumnType.SmallInt when number is < short.MinValue or > short.MaxValue:
            case SourceColumnType.Int when number is < int.MinValue or > int.MaxValue:
                return FieldFault.OutOfRange;
            case SourceColumnType.SmallInt:
                target.WriteInt16((short)number);
                break;
            case SourceColumnType.Int:
                target.WriteInt32((int)number);
                break;
            default:
                target.WriteInt64(number);
                break;
        }
        return FieldFault.None;
    }

    private static FieldFault EncodeDouble(ReadOnlySpan<byte> text, TupleBuffer target)
    {
        if (text.ContainsAnyExcept(DoubleCharacters) || text.Length > MaxDoubleLength)
            return FieldFault.NotOfType;
        if (!Utf8Parser.TryParse(text, out double number, out var used) || used != text.Length)
            return FieldFault.NotOfType;
        if (!double.IsFinite(number))
            return FieldFault.OutOfRange;
        target.WriteDouble(number);
        return FieldFault.None;
    }

    private static FieldFault EncodeBoolean(ReadOnlySpan<byte> text, TupleBuffer target)
    {
        Span<byte> lower = stackalloc byte[5];
        if (text.Length > lower.Length)
            return FieldFault.NotOfType;
        for (var i = 0; i < text.Length; i++)
            lower[i] = text[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(text[i] | 0x20) : text[i];
        ReadOnlySpan<byte> word = lower[..text.Length];
        var isTrue =
            word.SequenceEqual("true"u8)
            || word.SequenceEqual("t"u8)
            || word.SequenceEqual("yes"u8)
            || word.SequenceEqual("y"u8)
            || word.SequenceEqual("1"u8);
        var isFalse =
            word.SequenceEqual("false"u8)
            || word.SequenceEqual("f"u8)
            || word.SequenceEqual("no"u8)
            || word.SequenceEqual("n"u8)
            || word.SequenceEqual("0"u8);
        if (isTrue || isFalse)
            target.WriteBoolean(isTrue);
        return isTrue || isFalse ? FieldFault.None : FieldFault.NotOfType;
    }
}
