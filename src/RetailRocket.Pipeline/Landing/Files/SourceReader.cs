using System.Security.Cryptography;
using RetailRocket.Pipeline.Landing.Records;

namespace RetailRocket.Pipeline.Landing.Files;

/// <summary>
/// Reads a file once, front to back, through a window of fixed size, and hashes all of it on the way. Memory does not
/// depend on the file's size or on its longest line. Reading blocks: it is mostly a copy from the system's cache, and handing
/// each block to another thread would cost more.
/// </summary>
internal sealed class SourceReader : IDisposable
{
    private const int ReadBytes = 128 * 1024;
    private readonly SourceFile file;
    private readonly FileStream stream;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] window;
    private int start;
    private int end;

    /// <param name="file">The file.</param>
    /// <param name="maxRecordBytes">The window holds two records of this size, so that one that is longer is noticed.</param>
    /// <exception cref="SourceException">The file cannot be opened.</exception>
    public SourceReader(SourceFile file, int maxRecordBytes)
    {
        this.file = file;
        window = new byte[2 * maxRecordBytes + ReadBytes];
        try
        {
            stream = new FileStream(
                file.Path,
                new FileStreamOptions
                {
                    BufferSize = 0,
                    Share = FileShare.ReadWrite | FileShare.Delete,
                    Options = FileOptions.SequentialScan,
                }
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SourceFile.Unreadable(file.Path, e);
        }
    }

    /// <summary>Bytes read and not yet used.</summary>
    public ReadOnlyMemory<byte> Data => window.AsMemory(start, end - start);

    public bool EndOfFile { get; private set; }
    public long BytesRead { get; private set; }

    /// <summary>Marks bytes of <see cref="Data"/> as used.</summary>
    public void Use(int count) => start += count;

    /// <summary>Reads more behind <see cref="Data"/>.</summary>
    public void Fill()
    {
        if (start > 0)
        {
            Data.CopyTo(window);
            (start, end) = (0, end - start);
        }
        end += Read(window.AsSpan(end, Math.Min(ReadBytes, window.Length - end)));
    }

    /// <summary>Uses up the line that <see cref="Data"/> begins with, however long it is.</summary>
    public LongLine SkipLine(CancellationToken ct)
    {
        var prefix = Data[..Math.Min(Data.Length, LongLine.PrefixBytes)].ToArray();
        using var lineHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long length = 0;
        var carriageReturn = false;
        while (true)
        {
            var end = Data.Span.IndexOf((byte)'\n');
            var part = end < 0 ? Data : Data[..end];
            // A CR is part of the line only if what follows is not LF.
            if (carriageReturn && (part.Length > 0 || (end < 0 && EndOfFile)))
                lineHash.AppendData("\r"u8);
            length += part.Length;
            if (part.Length > 0)
            {
                carriageReturn = part.Span[^1] == '\r';
                lineHash.AppendData(part.Span[..^(carriageReturn ? 1 : 0)]);
            }
            Use(end < 0 ? part.Length : part.Length + 1);
            if (end >= 0 || EndOfFile)
                break;
            ct.ThrowIfCancellationRequested();
            Fill();
        }
        return new LongLine(prefix, carriageReturn ? length - 1 : length, LongLine.ToHash(lineHash.GetHashAndReset()));
    }

    /// <summary>SHA-256 of the file in lower-case hex. Once, at the end of the file.</summary>
    /// <exception cref="SourceException">The file changed since it was listed.</exception>
    public string Complete()
    {
        var now = SourceFile.Of(file.Source, file.Path);
        if (BytesRead != file.Bytes || now.Bytes != file.Bytes || now.ModifiedAt != file.ModifiedAt)
            throw new SourceException(
                $"{file.Path} changed while it was read ({file.Bytes} bytes before, {Math.Max(now.Bytes, BytesRead)} now), so "
                    + "nothing of it is kept. Load again when the file is written completely."
            );
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>SHA-256 of a file in lower-case hex, without looking at what is in it.</summary>
    public static string Hash(SourceFile file, CancellationToken ct)
    {
        using var reader = new SourceReader(file, ReadBytes);
        while (!reader.EndOfFile)
        {
            ct.ThrowIfCancellationRequested();
            reader.Fill();
            reader.Use(reader.Data.Length);
        }
        return reader.Complete();
    }

    public void Dispose()
    {
        hash.Dispose();
        stream.Dispose();
    }

    private int Read(Span<byte> target)
    {
        try
        {
            var count = target.IsEmpty ? 0 : stream.Read(target);
            EndOfFile = count == 0 && !target.IsEmpty;
            BytesRead += count;
            hash.AppendData(target[..count]);
            return count;
        }
        catch (IOException e)
        {
            throw SourceFile.Unreadable(file.Path, e);
        }
    }
}
