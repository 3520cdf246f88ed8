namespace RetailRocket.Pipeline.Landing.Values;

/// <summary>
/// ISO 8601 dates and date-times: <c>2015-06-16</c>, <c>2015-06-16T03:57:46.735Z</c>, <c>2015-06-16 03:57:46+09:00</c>,
/// <c>2015-06-16 03:57 UTC</c>. Without an offset a time is one of the pipeline's zone.
/// </summary>
internal static class TimestampText
{
    private const int DateLength = 10;

    /// <param name="text">Trimmed and not empty.</param>
    /// <param name="day">Days since 1970-01-01.</param>
    public static FieldFault ParseDate(ReadOnlySpan<byte> text, out int day)
    {
        day = 0;
        if (
            text.Length != DateLength
            || text[4] != '-'
            || text[7] != '-'
            || !TryNumber(text[..4], out var year)
            || !TryNumber(text[5..7], out var month)
            || !TryNumber(text[8..10], out var dayOfMonth)
        )
            return FieldFault.NotOfType;
        if (year < 1 || month is < 1 or > 12 || dayOfMonth < 1 || dayOfMonth > DateTime.DaysInMonth(year, month))
            return FieldFault.OutOfRange;
        day = DayNumber.Of(year, month, dayOfMonth);
        return FieldFault.None;
    }

    /// <param name="text">Trimmed and not empty.</param>
    /// <param name="calendar">The pipeline's zone.</param>
    /// <param name="unixMicroseconds">The instant, in microseconds since 1970-01-01 UTC; finer digits are cut.</param>
    public static FieldFault Parse(ReadOnlySpan<byte> text, BusinessCalendar calendar, out long unixMicroseconds)
    {
        unixMicroseconds = 0;
        if (text.Length < DateLength)
            return FieldFault.NotOfType;
        var fault = ParseDate(text[..DateLength], out var day);
        if (fault != FieldFault.None)
            return fault;

        long time = 0;
        var rest = text[DateLength..];
        if (!rest.IsEmpty)
        {
            if (rest[0] is not ((byte)'T' or (byte)'t' or (byte)' '))
                return FieldFault.NotOfType;
            fault = ParseTime(rest[1..], out time, out rest);
            if (fault != FieldFault.None)
                return fault;
        }

        rest = rest.TrimStart((byte)' ');
        if (rest.IsEmpty)
            return calendar.TryGetInstant(day, time, out unixMicroseconds) ? FieldFault.None : FieldFault.SkippedTime;
        if (!TryOffset(rest, out var offsetMinutes))
            return FieldFault.NotOfType;
        unixMicroseconds = day * DayNumber.MicrosecondsPerDay + time - offsetMinutes * 60_000_000L;
        return FieldFault.None;
    }

    /// <summary>Reads <c>hh:mm[:ss[.fraction]]</c> into microseconds of the day.</summary>
    private static FieldFault ParseTime(ReadOnlySpan<byte> text, out long microseconds, out ReadOnlySpan<byte> rest)
    {
        microseconds = 0;
        rest = default;
        if (
            text.Length < 5
            || text[2] != ':'
            || !TryNumber(text[..2], out var hour)
            || !TryNumber(text[3..5], out var minute)
        )
            return FieldFault.NotOfType;
        rest = text[5..];

        var second = 0;
        if (!rest.IsEmpty && rest[0] == ':')
        {
            if (rest.Length < 3 || !TryNumber(rest[1..3], out second))
                return FieldFault.NotOfType;
            rest = rest[3..];
            if (!rest.IsEmpty && rest[0] is (byte)'.' or (byte)',')
            {
                var end = rest[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
                var digits = end < 0 ? rest[1..] : rest.Slice(1, end);
                if (digits.IsEmpty)
                    return FieldFault.NotOfType;
                rest = rest[(1 + digits.Length)..];
                for (var place = 0; place < 6; place++)
                    microseconds = microseconds * 10 + (place < digits.Length ? digits[place] - '0' : 0);
            }
        }
        if (hour > 23 || minute > 59 || second > 59)
            return FieldFault.OutOfRange;
        microseconds += (hour * 3600L + minute * 60L + second) * 1_000_000L;
        return FieldFault.None;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text.SequenceEqual("Z"u8) || text.SequenceEqual("z"u8) || text.SequenceEqual("UTC"u8))
            return true;
        if (text[0] is not ((byte)'+' or (byte)'-'))
            return false;
        var negative = text[0] == '-';
        text = text[1..];
        var minutePart = text.Length switch
        {
            2 => "00"u8,
            4 => text[2..],
            5 when text[2] == ':' => text[3..],
            _ => default,
        };
        if (minutePart.IsEmpty || !TryNumber(text[..2], out var hour) || !TryNumber(minutePart, out var minute))
            return false;
        minutes = (hour * 60 + minute) * (negative ? -1 : 1);
        return hour <= 18 && minute <= 59;
    }

    /// <summary>Digits only, few enough not to overflow.</summary>
    private static bool TryNumber(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var b in text)
        {
            var digit = (uint)(b - '0');
            if (digit > 9)
                return false;
            value = value * 10 + (int)digit;
        }
        return true;
    }
}
