using System.Buffers.Binary;
using System.Security.Cryptography;

namespace RetailRocket.Pipeline.Landing.Records;

/// <summary>A line that is too long to be read: what is known of it without holding it in memory.</summary>
/// <param name="Prefix">Its first bytes, <see cref="PrefixBytes"/> at most.</param>
/// <param name="Length">Its length in bytes without line end.</param>
/// <param name="Hash">Stands in for the record's hash: the first 64 bits of the line's SHA-256.</param>
internal sealed record LongLine(ReadOnlyMemory<byte> Prefix, long Length, long Hash)
{
    public const int PrefixBytes = 8 * 1024;

    /// <summary>The same for a line that is in memory.</summary>
    public static LongLine Of(ReadOnlyMemory<byte> line) =>
        new(line[..Math.Min(line.Length, PrefixBytes)], line.Length, ToHash(SHA256.HashData(line.Span)));

    public static long ToHash(ReadOnlySpan<byte> sha256) => BinaryPrimitives.ReadInt64LittleEndian(sha256);
}
