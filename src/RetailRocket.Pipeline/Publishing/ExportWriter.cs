using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Publishing;

/// <summary>Writes the files of a published date, and a manifest that certifies them.</summary>
public sealed class ExportWriter(PublishedReader published, IDbContextFactory<OperationsContext> operations)
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
        var publication =
            await FindAsync(context, definition.Name, date, cancellationToken)
            ?? throw new PublishingException(
                $"{definition.Name} {date:yyyy-MM-dd} is not published, so there is nothing to export. "
                    + $"See why with: pipeline status {definition.Name}"
            );
        var checks = await context
            .CheckResults.AsNoTracking()
            .Where(result => result.RunId == publication.RunId && result.Date == date)
            .OrderBy(result => result.Id)
            .ToListAsync(cancellationToken);
        checks = CheckOrder.Sort(definition, checks);

        Directory.CreateDirectory(folder);
        var files = new List<ExportedFile>();
        foreach (var export in definition.Exports)
        {
            var name = export.File.Replace("{date}", $"{date:yyyy-MM-dd}", StringComparison.Ordinal);
            files.Add(
                await WriteFileAsync(
                    Path.Combine(folder, name),
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
                            : WriteSummaryAsync(definition, export, publication, checks, output, cancellationToken),
                    cancellationToken
                )
            );
        }
        // Rows come from the pointer: had it moved in between, the files would mix two runs.
        var now = await FindAsync(context, definition.Name, date, cancellationToken);
        if (now?.RunId != publication.RunId || now.PublishedAt != publication.PublishedAt)
            throw new PublishingException(
                $"{definition.Name} {date:yyyy-MM-dd} was published anew while its files were written; export it again."
            );
        var manifest = ExportManifest.Of(definition, publication, checks, files);
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
        Publication publication,
        IReadOnlyList<CheckResult> checks,
        Stream output,
        CancellationToken cancellationToken
    )
    {
        var figures = await published.ReadRowAsync(
            definition,
            export.Table,
            publication.Date,
            export.Columns,
            cancellationToken
        );
        return await SummaryFile.WriteAsync(
            definition,
            export,
            publication,
            figures,
            checks,
            output,
            cancellationToken
        );
    }

    private static Task<Publication?> FindAsync(
        OperationsContext context,
        string pipeline,
        DateOnly date,
        CancellationToken cancellationToken
    ) =>
        context
            .Publications.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Pipeline == pipeline && row.Date == date, cancellationToken);

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
