using System.Text;
using System.Text.Unicode;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Landing.Values;

namespace RetailRocket.Pipeline.Landing.Records;

/// <summary>
/// The sentences that say why a line was rejected. They name the column and what was expected, never the value: the same
/// mistake gives the same reason, so that reasons can be counted, and no personal data reaches a log with them.
/// </summary>
internal static class RejectReason
{
    private const int MaxBadSequences = 5;
    public const string TextAfterQuote =
        "text after the closing quote of a field: expected a separator or the line's end";
    public const string MalformedJson = "not valid JSON";
    public const string NotAnObject = "expected a JSON object, such as {\"name\": 1}, on each line";

    public static string ForField(SourceColumn column, FieldFault fault) =>
        fault switch
        {
            FieldFault.NotOfType => $"column {column.From}: expected {Expected(column.Type)}",
            FieldFault.OutOfRange => $"column {column.From}: out of range for {Range(column.Type)}",
            FieldFault.SkippedTime =>
                $"column {column.From}: a local time that does not exist, because clocks were put forward; "
                    + "expected an existing time, or one with its offset",
            FieldFault.Nested => $"column {column.From}: expected {Expected(column.Type)}, found an object or a list",
            FieldFault.NulCharacter => $"column {column.From}: holds the character U+0000, which cannot be stored",
            FieldFault.BadEscape => $"column {column.From}: holds an escape that is not a Unicode character",
            FieldFault.DateOutOfRange =>
                $"column {column.From}: not a date of the years 1 to 9999; expected {Expected(column.Type)} "
                    + "in the unit that pipeline.yml says",
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "Not a fault."),
        };

    public static string ForFieldCount(int found, IReadOnlyList<string> headers) =>
        $"too {(found > headers.Count ? "many" : "few")} fields: found {found}, expected {headers.Count}";

    public static string ForUnclosedQuote(long maxBytes, int maxLines) =>
        $"a quote is opened and not closed as expected within its record (a record may span {maxLines} lines and "
        + $"{maxBytes} bytes, and must have as many fields as the header)";

    public static string ForLength(long found, long limit) =>
        $"the line is {found} bytes long; at most {limit} are read";

    public static string ForNul(int position) => $"NUL byte at byte {position + 1} of the record; expected text";

    /// <summary>Names the first bad bytes of <paramref name="record"/> in hex.</summary>
    public static string ForInvalidUtf8(ReadOnlySpan<byte> record)
    {
        var text = new StringBuilder("not valid UTF-8:");
        var found = 0;
        var at = 0;
        while (at < record.Length && found < MaxBadSequences)
        {
            if (Rune.DecodeFromUtf8(record[at..], out _, out var length) != System.Buffers.OperationStatus.Done)
            {
                text.Append(found++ == 0 ? " 0x" : ", 0x").Append(Convert.ToHexString(record.Slice(at, length)));
                text.Append(" at byte ").Append(at + 1);
            }
            at += length;
        }
        return text.Append(Utf8.IsValid(record[at..]) ? "" : " and more").ToString();
    }

    private static string Expected(SourceColumnType type) =>
        type switch
        {
            SourceColumnType.SmallInt or SourceColumnType.Int or SourceColumnType.BigInt => "a whole number",
            SourceColumnType.Numeric or SourceColumnType.Double => "a number",
            SourceColumnType.Boolean => "true or false",
            SourceColumnType.Date => "a date as yyyy-mm-dd",
            SourceColumnType.Timestamp => "an ISO 8601 date and time",
            SourceColumnType.Json => "JSON",
            _ => "text",
        };

    private static string Range(SourceColumnType type) =>
        type switch
        {
            SourceColumnType.SmallInt => "smallint (-32768 to 32767)",
            SourceColumnType.Int => "int (-2147483648 to 2147483647)",
            SourceColumnType.BigInt => "bigint (-9223372036854775808 to 9223372036854775807)",
            SourceColumnType.Numeric => "numeric (131072 digits before the point, 16383 after it)",
            SourceColumnType.Double => "double (about 1.8e308)",
            SourceColumnType.Date => "a date: no such day in the calendar",
            SourceColumnType.Timestamp => "a date and time: no such day or hour",
            _ => "its type",
        };
}
