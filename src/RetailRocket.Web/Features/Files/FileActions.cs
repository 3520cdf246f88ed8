using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Landing;
using RetailRocket.Web.Features.Runs;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Files;

/// <summary>Takes in uploaded files and lands them.</summary>
public sealed class FileActions(
    RunCenter center,
    SourceFolders folders,
    PipelineCatalog catalog,
    Access access,
    Audit audit
)
{
    /// <summary>The largest file that may be uploaded: 2 GB.</summary>
    public const long LargestBytes = 2_000_000_000;

    private const int LongestName = 200;
    private const int BufferBytes = 128 * 1024;

    /// <summary>
    /// Streams a file into the folder of uploads. It appears there whole or not at all, in place of an earlier one of its name.
    /// </summary>
    /// <param name="bytes">Its size as the browser tells it.</param>
    /// <param name="progress">Receives the bytes written so far.</param>
    /// <exception cref="UploadException">The file is refused; nothing is kept of it.</exception>
    public async Task SaveAsync(
        string pipeline,
        string name,
        long bytes,
        Stream content,
        IProgress<long>? progress,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(content);
        await access.DemandAsync(Feature.Upload);
        Check(catalog.Get(pipeline), name, bytes);
        var folder = folders.Uploads(pipeline);
        Directory.CreateDirectory(folder);
        // A dot in front: no pattern of a source matches it, so a landing that runs meanwhile does not see half a file.
        var part = Path.Combine(folder, $".{Guid.NewGuid():N}.part");
        try
        {
            await using (
                var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes)
            )
                await CopyAsync(content, file, name, bytes, progress, cancellationToken);
            File.Move(part, Path.Combine(folder, name), overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
        await audit.WriteAsync(
            await access.NameAsync(),
            AuditAction.FilesUploaded,
            $"{pipeline} {name}",
            new { bytes },
            cancellationToken
        );
    }

    /// <summary>Takes a file out of the folder of uploads. What was landed of it stays landed.</summary>
    public async Task RemoveAsync(string pipeline, string name, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.Upload);
        CheckName(catalog.Get(pipeline), name);
        await audit.WriteAsync(
            await access.NameAsync(),
            AuditAction.FilesUploaded,
            $"{pipeline} {name}",
            new { removed = true },
            cancellationToken
        );
        File.Delete(Path.Combine(folders.Uploads(pipeline), name));
    }

    /// <summary>Begins to land a folder in the background; nothing is run.</summary>
    /// <returns>The number of the work in <see cref="RunCenter"/>.</returns>
    public async Task<int> LandAsync(string pipeline, SourceChoice source, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.Upload);
        var person = await access.NameAsync();
        var folder = folders.Of(pipeline, source) ?? throw new ArgumentOutOfRangeException(nameof(source));
        await audit.WriteAsync(
            person,
            AuditAction.RunStarted,
            $"{pipeline} landing",
            new { source = source.ToString() },
            cancellationToken
        );
        return center.Start(
            new WorkRequest
            {
                Pipeline = pipeline,
                SourceFolder = folder,
                IsAddition = source == SourceChoice.Uploads,
                Trigger = "page",
                RequestedBy = person,
            }
        );
    }

    private static void Check(PipelineDefinition definition, string name, long bytes)
    {
        CheckName(definition, name);
        if (bytes == 0)
            throw new UploadException(UploadRefusal.Empty, name);
        if (bytes > LargestBytes)
            throw new UploadException(UploadRefusal.TooLarge, name);
    }

    private static void CheckName(PipelineDefinition definition, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        // Separators of every system, not of this one alone: the browser may run on another.
        var isPlain =
            name.Length <= LongestName
            && name[0] != '.'
            && name.AsSpan().IndexOfAny("/\\:*?\"<>|") < 0
            && !name.Any(char.IsControl);
        if (!isPlain)
            throw new UploadException(UploadRefusal.BadName, name);
        if (SourceNames.Of(definition, name).Count == 0)
            throw new UploadException(
                UploadRefusal.UnknownName,
                name,
                string.Join(", ", definition.Sources.SelectMany(source => source.Files))
            );
    }

    private static async Task CopyAsync(
        Stream from,
        Stream to,
        string name,
        long bytes,
        IProgress<long>? progress,
        CancellationToken cancellationToken
    )
    {
        var buffer = new byte[BufferBytes];
        long written = 0;
        int read;
        while ((read = await from.ReadAsync(buffer, cancellationToken)) > 0)
        {
            written += read;
            if (written > LargestBytes)
                throw new UploadException(UploadRefusal.TooLarge, name);
            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            progress?.Report(written);
        }
        if (written < bytes)
            throw new UploadException(UploadRefusal.CutShort, name);
    }
}
