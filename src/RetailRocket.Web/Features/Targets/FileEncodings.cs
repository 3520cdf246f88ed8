using System.Text;

namespace RetailRocket.Web.Features.Targets;

/// <summary>The names of <see cref="FileEncoding"/> in addresses and headers, and how they are written.</summary>
public static class FileEncodings
{
    private const int Korean = 949;

    /// <summary>As it stands in addresses.</summary>
    public static string Name(FileEncoding encoding) =>
        encoding switch
        {
            FileEncoding.Utf8Bom => "utf-8-bom",
            FileEncoding.Utf8 => "utf-8",
            FileEncoding.Cp949 => "cp949",
            _ => throw new ArgumentOutOfRangeException(nameof(encoding)),
        };

    /// <summary>The encoding of a name. No name is the default; an unknown one is null.</summary>
    public static FileEncoding? Parse(string? name) =>
        string.IsNullOrEmpty(name)
            ? FileEncoding.Utf8Bom
            : Enum.GetValues<FileEncoding>().Cast<FileEncoding?>().FirstOrDefault(known => Name(known!.Value) == name);

    /// <summary>For the header <c>Content-Type</c>.</summary>
    public static string ContentType(FileEncoding encoding) =>
        encoding == FileEncoding.Cp949 ? "text/csv; charset=ks_c_5601-1987" : "text/csv; charset=utf-8";

    /// <summary>Writes text in an encoding; <paramref name="output"/> stays open.</summary>
    /// <param name="write">Writes the text as UTF-8 without a byte order mark.</param>
    /// <returns>Characters that the encoding does not have; a question mark stands in place of each.</returns>
    public static async Task<long> WriteAsync(
        FileEncoding encoding,
        Stream output,
        Func<Stream, Task> write,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(write);
        if (encoding == FileEncoding.Utf8Bom)
            await output.WriteAsync(Encoding.UTF8.Preamble.ToArray(), cancellationToken);
        if (encoding != FileEncoding.Cp949)
        {
            await write(output);
            return 0;
        }
        var lost = new LostCharacters();
        var korean = CodePagesEncodingProvider.Instance.GetEncoding(Korean, lost, DecoderFallback.ExceptionFallback)!;
        await using (var recoded = Encoding.CreateTranscodingStream(output, korean, Encoding.UTF8, leaveOpen: true))
            await write(recoded);
        return lost.Count;
    }
}
