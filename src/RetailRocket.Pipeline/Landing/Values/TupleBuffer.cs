using System.Buffers.Binary;

namespace RetailRocket.Pipeline.Landing.Values;

/// <summary>
/// A growing, reused buffer in PostgreSQL's binary COPY format: big-endian, every field preceded by its length in bytes.
/// </summary>
internal sealed class TupleBuffer(int capacity)
{
    private const int NullLength = -1;
    private byte[] bytes = new byte[capacity];

    /// <summary>Bytes written. Setting it back undoes what was written since.</summary>
    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, Length);

    public void Clear() => Length = 0;

    public void RollBack(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length);
        Length = length;
    }

    /// <summary>Signature, flags (none) and an empty header extension: what a binary COPY stream starts with.</summary>
    public void WriteStreamHeader()
    {
        "PGCOPY\n"u8.CopyTo(Take(7));
        Take(1)[0] = 0xFF;
        "\r\n\0"u8.CopyTo(Take(3));
        Take(8).Clear();
    }

    /// <summary>What a binary COPY stream ends with.</summary>
    public void WriteStreamTrailer() => BinaryPrimitives.WriteInt16BigEndian(Take(2), -1);

    public void BeginTuple(int fields) => BinaryPrimitives.WriteInt16BigEndian(Take(2), checked((short)fields));

    public void WriteNull() => BinaryPrimitives.WriteInt32BigEndian(Take(4), NullLength);

    public void WriteBoolean(bool value)
    {
        var target = TakeField(1);
        target[0] = value ? (byte)1 : (byte)0;
    }

    public void WriteInt16(short value) => BinaryPrimitives.WriteInt16BigEndian(TakeField(2), value);

    public void WriteInt32(int value) =>
        BinaryPrimitives.WriteUInt64BigEndian(Take(8), ((ulong)sizeof(int) << 32) | (uint)value);

    public void WriteInt64(long value)
    {
        var field = Take(4 + sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(field[4..], value);
        BinaryPrimitives.WriteInt32BigEndian(field, sizeof(long));
    }

    public void WriteDouble(double value) => BinaryPrimitives.WriteDoubleBigEndian(TakeField(8), value);

    public void WriteBytes(ReadOnlySpan<byte> value) => value.CopyTo(TakeField(value.Length));

    /// <summary>Text of a string, in UTF-8.</summary>
    public void WriteText(string value)
    {
        var length = System.Text.Encoding.UTF8.GetByteCount(value);
        System.Text.Encoding.UTF8.GetBytes(value, TakeField(length));
    }

    /// <summary>Room for a field of <paramref name="length"/> bytes, its length already written. To be filled by the caller.</summary>
    public Span<byte> TakeField(int length)
    {
        var field = Take(length + 4);
        BinaryPrimitives.WriteInt32BigEndian(field, length);
        return field[4..];
    }

    private Span<byte> Take(int count)
    {
        var start = Length;
        if (bytes.Length - start < count)
            Grow(count);
        Length = start + count;
        return bytes.AsSpan(start, count);
    }

    /// <summary>Apart from <see cref="Take"/>, which is small enough without it to be inlined.</summary>
    private void Grow(int count) => Array.Resize(ref bytes, Math.Max(bytes.Length * 2, checked(Length + count)));
}
