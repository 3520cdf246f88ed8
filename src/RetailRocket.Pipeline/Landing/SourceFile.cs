using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Landing;

/// <summary>A file of the source folder, as it was when the folder was listed.</summary>
/// <param name="Source">The source whose globs its name matches.</param>
/// <param name="Name">File name without folder.</param>
/// <param name="Path">Full path.</param>
/// <param name="Bytes">Size.</param>
/// <param name="ModifiedAt">Time of last change, UTC, cut to microseconds: what PostgreSQL keeps of it.</param>
internal sealed record SourceFile(SourceDefinition Source, string Name, string Path, long Bytes, DateTime ModifiedAt)
{
    /// <exception cref="SourceException">The file cannot be looked at.</exception>
    public static SourceFile Of(SourceDefinition source, string path)
    {
        try
        {
            var info = new FileInfo(path);
            // A link is judged by what it points to.
            var target = info.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? info;
            var modified = target.LastWriteTimeUtc;
            return new(
                source,
                info.Name,
                info.FullName,
                target.Length,
                modified.AddTicks(-(modified.Ticks % TimeSpan.TicksPerMicrosecond))
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
    }

    public static SourceException Unreadable(string path, Exception cause) =>
        new($"{path} cannot be read: {cause.Message} Check that it is there and that this program may read it.", cause);
}
