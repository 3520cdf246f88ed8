namespace RetailRocket.Pipeline.Landing.Records;

/// <summary>Marks of Unicode encodings at the beginning of a text.</summary>
internal static class ByteOrderMark
{
    public static ReadOnlySpan<byte> Utf8 => [0xEF, 0xBB, 0xBF];

    /// <summary>Whether the text begins as UTF-16 or UTF-32 does.</summary>
    public static bool IsForeign(ReadOnlySpan<byte> text) =>
        text.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])
        || text.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
        || text.StartsWith((ReadOnlySpan<byte>)[0x00, 0x00, 0xFE, 0xFF]);
}
