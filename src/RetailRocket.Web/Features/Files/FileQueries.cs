using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Landing;
using RetailRocket.Web.Features.Runs;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Files;

/// <summary>Reads the ledger of source files.</summary>
public sealed class FileQueries(Warehouse warehouse, PipelineCatalog catalog, SourceFolders folders, Access access)
{
    public async Task<FilesModel> ReadAsync(string pipeline, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.SourceFiles);
        var definition = catalog.Get(pipeline);
        var files = await LedgerAsync(pipeline, cancellationToken);
        return new FilesModel
        {
            Sources =
            [
                .. definition.Sources.Select(source => new SourceRow(
                    source.Name,
                    source.Table,
                    source.Format == SourceFormat.Csv ? "CSV" : "JSON lines",
                    source.Files,
                    source.Required,
                    source.Date is not null,
                    [.. source.Columns.Where(column => column.Required).Select(column => column.From)],
                    [.. files.Where(file => file.Source == source.Name)]
                )),
            ],
            Incoming = await access.AllowsAsync(Feature.Upload) ? Incoming(definition) : [],
            ConfiguredFolder = folders.Configured(pipeline),
        };
    }

    private List<IncomingFile> Incoming(PipelineDefinition definition)
    {
        var folder = new DirectoryInfo(folders.Uploads(definition.Name));
        if (!folder.Exists)
            return [];
        return
        [
            .. folder
                .EnumerateFiles()
                .Where(file => !file.Name.StartsWith('.'))
                .OrderBy(file => file.Name, StringComparer.Ordinal)
                .Select(file => new IncomingFile(
                    file.Name,
                    file.Length,
                    file.LastWriteTimeUtc,
                    [.. SourceNames.Of(definition, file.Name).Select(source => source.Name)]
                )),
        ];
    }

    private Task<IReadOnlyList<FileRow>> LedgerAsync(string pipeline, CancellationToken cancellationToken) =>
        warehouse.Reader.ListAsync(
            """
            select
                files.id,
                files.source,
                files.name,
                files.sha256,
                files.bytes,
                files.rows,
                files.rejected,
                files.undated,
                dates.first_date,
                dates.last_date,
                dates.dates,
                files.landed_at,
                files.replaced_at,
                files.path
            from ops.source_files as files
            cross join lateral (
                select
                    min(business_date) as first_date,
                    max(business_date) as last_date,
                    count(*)::int as dates
                from ops.source_file_dates as file_date
                where file_date.file_id = files.id
            ) as dates
            where files.pipeline = @pipeline
            order by files.replaced_at is not null, files.landed_at desc, files.id desc
            """,
            row =>
            {
                var replaced = row.Maybe<DateTimeOffset>(12);
                return new FileRow(
                    row.GetInt32(0),
                    row.GetString(1),
                    row.GetString(2),
                    row.GetString(3),
                    row.GetInt64(4),
                    row.GetInt64(5),
                    row.GetInt64(6),
                    row.GetInt64(7),
                    row.Maybe<DateOnly>(8),
                    row.Maybe<DateOnly>(9),
                    row.GetInt32(10),
                    row.GetFieldValue<DateTimeOffset>(11),
                    replaced,
                    replaced is not null ? FileState.Replaced
                        : File.Exists(row.GetString(13)) ? FileState.Current
                        : FileState.Absent
                );
            },
            cancellationToken,
            ("pipeline", pipeline)
        );
}
