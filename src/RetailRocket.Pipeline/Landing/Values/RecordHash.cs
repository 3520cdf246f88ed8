using System.Buffers.Binary;
using System.Numerics;

namespace RetailRocket.Pipeline.Landing.Values;

/// <summary>
/// A stable 64-bit hash of a record's bytes, whose wrapping sum over the records of a date is the date's fingerprint. It
/// tells changed data from unchanged; it does not withstand someone who looks for collisions. Its values are stored:
/// changing it makes every date look changed.
/// </summary>
/// <remarks>
/// Eight bytes at a time: each word is spread by a 128-bit product whose halves are folded together, and is added to a
/// rotated, multiplied state, which makes its place count. The products do not wait for one another, which is what makes
/// it fast. The last 0 to 7 bytes make one word with their count, and a final fold spreads every input bit over the
/// result. The sum needs the latter: without it, changes of low bits in two records could cancel out.
/// </remarks>
internal static class RecordHash
{
    // Fractional parts of the square roots of 2, 3 and 5, made odd.
    private const ulong A = 0x6A09E667F3BCC909;
    private const ulong B = 0xBB67AE8584CAA73B;
    private const ulong C = 0x3C6EF372FE94F82B;

    public static long Compute(ReadOnlySpan<byte> record)
    {
        var state = A + (ulong)record.Length * C;
        var rest = record;
        while (rest.Length >= 8)
        {
            state = Step(state, BinaryPrimitives.ReadUInt64LittleEndian(rest));
            rest = rest[8..];
        }
        state = Step(state, Tail(record, rest));
        return unchecked((long)Fold(Fold(state ^ A, B) ^ (state >> 32), C));
    }

    /// <summary>The last 0 to 7 bytes as the low bytes of a word, their count as its highest.</summary>
    private static ulong Tail(ReadOnlySpan<byte> record, ReadOnlySpan<byte> rest)
    {
        ulong bytes = 0;
        if (rest.Length > 0 && record.Length >= 8)
            bytes = BinaryPrimitives.ReadUInt64LittleEndian(record[^8..]) >> (64 - (8 * rest.Length));
        else
            for (var i = 0; i < rest.Length; i++)
                bytes |= (ulong)rest[i] << (8 * i);
        return bytes | ((ulong)rest.Length << 56);
    }

    private static ulong Step(ulong state, ulong word) => BitOperations.RotateLeft(state, 23) * C + Fold(word ^ A, B);

    private static ulong Fold(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }
}
