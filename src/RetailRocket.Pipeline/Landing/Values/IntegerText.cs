namespace RetailRocket.Pipeline.Landing.Values;

/// <summary>Whole numbers as text: an optional sign and digits.</summary>
internal static class IntegerText
{
    /// <summary>No number of so many digits overflows a long.</summary>
    private const int SafeDigits = 18;

    /// <param name="text">Trimmed and not empty.</param>
    /// <param name="value">The number; 0 with a fault.</param>
    public static FieldFault Parse(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        var negative = text[0] == '-';
        var digits = negative || text[0] == '+' ? text[1..] : text;
        if (digits.IsEmpty)
            return FieldFault.NotOfType;
        if (digits.Length > SafeDigits)
            return ParseLong(digits, negative, out value);

        long sum = 0;
        foreach (var b in digits)
        {
            var digit = (uint)(b - '0');
            if (digit > 9)
                return FieldFault.NotOfType;
            sum = sum * 10 + digit;
        }
        value = negative ? -sum : sum;
        return FieldFault.None;
    }

    private static FieldFault ParseLong(ReadOnlySpan<byte> digits, bool negative, out long value)
    {
        value = 0;
        if (digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return FieldFault.NotOfType;
        digits = digits.TrimStart((byte)'0');
        if (digits.Length > SafeDigits + 1)
            return FieldFault.OutOfRange;

        ulong sum = 0;
        foreach (var b in digits)
            sum = sum * 10 + (uint)(b - '0');
        var limit = negative ? (ulong)long.MaxValue + 1 : long.MaxValue;
        if (sum > limit)
            return FieldFault.OutOfRange;
        value = negative ? unchecked(-(long)sum) : (long)sum;
        return FieldFault.None;
    }
}
