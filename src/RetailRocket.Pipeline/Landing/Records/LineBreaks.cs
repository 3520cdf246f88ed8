namespace RetailRocket.Pipeline.Landing.Records;

/// <summary>Physical lines: LF, CR LF and a lone CR each end one.</summary>
internal static class LineBreaks
{
    public static int Count(ReadOnlySpan<byte> text)
    {
        var count = text.Count((byte)'\n');
        return text.Contains((byte)'\r') ? count + text.Count((byte)'\r') - text.Count("\r\n"u8) : count;
    }

    /// <summary>As <see cref="Count"/>, for what stands between two records, which is nearly always one line end.</summary>
    public static int Between(ReadOnlySpan<byte> text) =>
        text.Length == 1 || (text.Length == 2 && text[0] == '\r') ? OneIfBreak(text) : Count(text);

    private static int OneIfBreak(ReadOnlySpan<byte> text) => text[^1] == '\n' ? 1 : Count(text);

    /// <summary>Length of the first line without its end, and of its end (0 when the text ends with the line).</summary>
    public static (int Length, int End) First(ReadOnlySpan<byte> text)
    {
        var length = text.IndexOfAny((byte)'\r', (byte)'\n');
        if (length < 0)
            return (text.Length, 0);
        return (length, text[length..].StartsWith("\r\n"u8) ? 2 : 1);
    }
}
