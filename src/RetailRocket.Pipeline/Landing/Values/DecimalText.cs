using System.Buffers.Binary;

namespace RetailRocket.Pipeline.Landing.Values;

/// <summary>Decimal numbers as text into PostgreSQL's <c>numeric</c>: exact, at any length the type can hold.</summary>
internal static class DecimalText
{
    private const int MaxDigitsBeforePoint = 131_072;
    private const int MaxScale = 16_383;
    private const short NegativeSign = 0x4000;

    /// <param name="text">Trimmed and not empty: sign, digits with an optional point, optional exponent.</param>
    /// <param name="target">Receives the field.</param>
    public static FieldFault Encode(ReadOnlySpan<byte> text, TupleBuffer target)
    {
        var negative = text[0] == '-';
        var number = negative || text[0] == '+' ? text[1..] : text;
        long exponent = 0;
        var mark = number.IndexOfAny((byte)'e', (byte)'E');
        if (mark >= 0)
        {
            var exponentText = number[(mark + 1)..];
            if (exponentText.IsEmpty || IntegerText.Parse(exponentText, out exponent) == FieldFault.NotOfType)
                return FieldFault.NotOfType;
            if (Math.Abs(exponent) > 2 * MaxDigitsBeforePoint)
                return FieldFault.OutOfRange;
            number = number[..mark];
        }

        var point = number.IndexOf((byte)'.');
        var whole = point < 0 ? number : number[..point];
        var fraction = point < 0 ? [] : number[(point + 1)..];
        if (
            (whole.IsEmpty && fraction.IsEmpty)
            || whole.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            || fraction.ContainsAnyExceptInRange((byte)'0', (byte)'9')
        )
            return FieldFault.NotOfType;

        var count = whole.Length + fraction.Length;
        Span<byte> digits = count <= 256 ? stackalloc byte[256] : new byte[count];
        whole.CopyTo(digits);
        fraction.CopyTo(digits[whole.Length..]);
        return Encode(digits[..count], whole.Length + (int)exponent, fraction.Length - (int)exponent, negative, target);
    }

    /// <param name="digits">All digits as ASCII.</param>
    /// <param name="pointAt">Digits before the decimal point; may be negative or more than there are.</param>
    /// <param name="scale">Digits after the point as written.</param>
    /// <param name="negative">Whether a minus stood before them.</param>
    /// <param name="target">Receives the field.</param>
    private static FieldFault Encode(Span<byte> digits, int pointAt, int scale, bool negative, TupleBuffer target)
    {
        var leading = digits.IndexOfAnyExcept((byte)'0');
        digits = leading < 0 ? [] : digits[leading..].TrimEnd((byte)'0');
        pointAt = leading < 0 ? 0 : pointAt - leading;
        scale = Math.Max(0, scale);
        if (pointAt > MaxDigitsBeforePoint || scale > MaxScale)
            return FieldFault.OutOfRange;

        // numeric keeps groups of four decimal digits, aligned at the decimal point; weight is the first group's power of 10,000.
        var weight = digits.IsEmpty ? 0 : (int)Math.Floor((pointAt - 1) / 4.0);
        var padding = digits.IsEmpty ? 0 : (weight + 1) * 4 - pointAt;
        var groups = (padding + digits.Length + 3) / 4;

        var field = target.TakeField(8 + groups * 2);
        BinaryPrimitives.WriteInt16BigEndian(field, (short)groups);
        BinaryPrimitives.WriteInt16BigEndian(field[2..], (short)weight);
        BinaryPrimitives.WriteInt16BigEndian(field[4..], negative && groups > 0 ? NegativeSign : (short)0);
        BinaryPrimitives.WriteInt16BigEndian(field[6..], (short)scale);
        for (var group = 0; group < groups; group++)
        {
            var value = 0;
            for (var place = group * 4; place < group * 4 + 4; place++)
            {
                var at = place - padding;
                value = value * 10 + (at >= 0 && at < digits.Length ? digits[at] - '0' : 0);
            }
            BinaryPrimitives.WriteInt16BigEndian(field[(8 + group * 2)..], (short)value);
        }
        return FieldFault.None;
    }
}
