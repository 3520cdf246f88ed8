using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Publishing;

/// <summary>Writes the files of a published date, and a manifest that certifies them.</summary>
public sealed class ExportWriter(
    PublishedReader published,
    CertificateReader certificates,
    IDbContextFactory<OperationsContext> operations
)
{
    /// <summary>
    /// Writes the pipeline's export files for <paramref name="date"/> and <c>manifest.json</c> into
    /// <paramref name="folder"/>. Each file appears whole or not at all; the manifest comes last.
    /// </summary>
    /// <exception cref="PublishingException">The date is not published, or its publication changed meanwhile.</exception>
    public async Task<ExportManifest> WriteAsync(
        PipelineDefinition definition,
        DateOnly date,
        string folder,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(definition);
        await using var context = await operations.CreateDbContextAsync(cancellationToken);
        var certificate =
            await certificates.FindAsync(definition, date, cancellationToken)
            ?? throw new PublishingException(
                $"{definition.Name} {date:yyyy-MM-dd} is not published, so there is nothing to export. "
                    + $"See why with: pipeline status {definition.Name}"
            );
        var checks = await context
            .CheckResults.AsNoTracking()
            .Where(result => result.RunId == certificate.RunId && result.Date == date)
            .OrderBy(result => result.Id)
            .ToListAsync(cancellationToken);
        checks = CheckOrder.Sort(checks);

        Directory.CreateDirectory(folder);
        var files = await Task.WhenAll(
            definition.Exports.Select(export =>
                WriteFileAsync(
                    Path.Combine(folder, export.File.Replace("{date}", $"{date:yyyy-MM-dd}", StringComparison.Ordinal)),
                    output =>
                        export.Kind == ExportKind.Csv
                            ? published.WriteCsvAsync(
                                definition,
                                export.Table,
                                date,
                                output,
                                export.Columns,
                                export.Order,
                                cancellationToken
                            )
                            : WriteSummaryAsync(definition, export, certificate, checks, output, cancellationToken),
                    cancellationToken
                )
            )
        );
        // Rows come from the pointer: had it moved in between, the files would mix two runs.
        var now = await certificates.FindAsync(definition, date, cancellationToken);
        if (now?.RunId != certificate.RunId || now.PublishedAt != certificate.PublishedAt)
            throw new PublishingException(
                $"{definition.Name} {date:yyyy-MM-dd} was published anew while its files were written; export it again."
            );
        var manifest = ExportManifest.Of(definition, certificate, checks, files);
        await WriteFileAsync(
            Path.Combine(folder, ExportManifest.FileName),
            async output =>
            {
                await manifest.WriteAsync(output, cancellationToken);
                return 0;
            },
            cancellationToken
        );
        return manifest;
    }

    private async Task<long> WriteSummaryAsync(
        PipelineDefinition definition,
        ExportDefinition export,
        Certificate certificate,
        IReadOnlyList<CheckResult> checks,
        Stream output,
        CancellationToken cancellationToken
    )
    {
        var figures = await published.ReadRowAsync(
            definition,
            export.Table,
            certificate.AsOf,
            export.Columns,
            cancellationToken
        );
        return await SummaryFile.WriteAsync(
            definition,
            export,
            certificate,
            figures,
            checks,
            output,
            cancellationToken
        );
    }

    /// <summary>
    /// Takes away the files of a date that is not published any more: those that its manifest names, the manifest first, so that
    /// nothing certifies what is left if this is cut short.
    /// </summary>
    public static async Task RemoveAsync(string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, ExportManifest.FileName);
        if (!File.Exists(path))
            return;
        ExportManifest? manifest;
        await using (var file = File.OpenRead(path))
            manifest = await ExportManifest.ReadAsync(file, cancellationToken);
        File.Delete(path);
        foreach (var file in manifest?.Files ?? [])
            File.Delete(Path.Combine(folder, Path.GetFileName(file.Name)));
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }

    private static async Task<ExportedFile> WriteFileAsync(
        string path,
        Func<Stream, Task<long>> write,
        CancellationToken cancellationToken
    )
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            long rows;
            await using (var file = File.Create(temporary))
            {
                rows = await write(file);
            }
            string sha256;
            long bytes;
            await using (var file = File.OpenRead(temporary))
            {
                sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
                bytes = file.Length;
            }
            File.Move(temporary, path, overwrite: true);
            return new ExportedFile(Path.GetFileName(path), rows, bytes, sha256);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
