using System.Buffers.Text;
using System.Text;

namespace RetailRocket.Samples.Files;

/// <summary>
/// Writes lines of ASCII fields with LF ends. Fields are written straight as bytes: no culture, no encoding and no line end of
/// the machine can get in between.
/// </summary>
internal sealed class SampleFileWriter : IDisposable
{
    private const int BufferSize = 1 << 20;

    // Longer than any field this project writes, so that one test at the start of a field is enough.
    private const int Slack = 4096;
    private const int ReportEvery = 16_384;

    private readonly Stream _stream;
    private readonly string _name;
    private readonly long _totalRows;
    private readonly IProgress<SampleProgress>? _progress;
    private readonly CancellationToken _ct;
    private readonly byte[] _buffer = new byte[BufferSize];
    private int _used;
    private long _flushed;

    public SampleFileWriter(
        Stream stream,
        string name,
        long totalRows,
        IProgress<SampleProgress>? progress,
        CancellationToken ct
    )
    {
        _stream = stream;
        _name = name;
        _totalRows = totalRows;
        _progress = progress;
        _ct = ct;
    }

    /// <summary>Rows ended so far; <see cref="Line"/> does not count.</summary>
    public long Rows { get; private set; }

    public long Bytes => _flushed + _used;

    /// <summary>A whole line that is not a row: the header.</summary>
    public void Line(string text)
    {
        _used += Encoding.ASCII.GetBytes(text, _buffer.AsSpan(_used));
        _buffer[_used++] = (byte)'\n';
    }

    public void Number(long value)
    {
        MakeRoom();
        Utf8Formatter.TryFormat(value, _buffer.AsSpan(_used), out var written);
        _used += written;
    }

    public void Text(ReadOnlySpan<byte> ascii)
    {
        MakeRoom();
        ascii.CopyTo(_buffer.AsSpan(_used));
        _used += ascii.Length;
    }

    /// <summary>Ends a field that another one of the same row follows.</summary>
    public void Comma() => Byte((byte)',');

    /// <summary>One character within a field.</summary>
    public void Byte(byte ascii)
    {
        MakeRoom();
        _buffer[_used++] = ascii;
    }

    /// <summary>Ends the row.</summary>
    /// <exception cref="OperationCanceledException">The writing was cancelled.</exception>
    public void EndRow()
    {
        Byte((byte)'\n');
        Rows++;
        if (Rows % ReportEvery == 0)
        {
            _ct.ThrowIfCancellationRequested();
            _progress?.Report(new SampleProgress(_name, Rows, _totalRows));
        }
    }

    /// <summary>Hands the rest of the bytes to the file and tells the last row.</summary>
    public void Finish()
    {
        Flush();
        _stream.Flush();
        _progress?.Report(new SampleProgress(_name, Rows, _totalRows));
    }

    public void Dispose() => _stream.Dispose();

    private void MakeRoom()
    {
        if (_used > BufferSize - Slack)
        {
            Flush();
        }
    }

    private void Flush()
    {
        _stream.Write(_buffer.AsSpan(0, _used));
        _flushed += _used;
        _used = 0;
    }
}
