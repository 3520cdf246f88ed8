using System.Data;
using System.Globalization;
using Npgsql;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Web.Api.Certificates;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Targets;

/// <summary>Target lists as files: measured first, so that their length and certificate go ahead of them.</summary>
public sealed class TargetFiles(Warehouse warehouse, PipelineCatalog catalog, Access access, Audit audit)
{
    /// <summary>What the file is, without handing it over. Null when the date is not published.</summary>
    /// <exception cref="AccessDeniedException">The person may not download lists.</exception>
    public async Task<TargetFileCertificate?> DescribeAsync(
        TargetFileRequest request,
        CancellationToken cancellationToken
    )
    {
        await using var file = await ReadAsync(request, cancellationToken);
        return file?.Certificate;
    }

    /// <summary>The file, entered in the audit log before its first byte. Null when the date is not published.</summary>
    /// <exception cref="AccessDeniedException">The person may not download lists.</exception>
    public async Task<TargetFile?> OpenAsync(TargetFileRequest request, CancellationToken cancellationToken)
    {
        var file = await ReadAsync(request, cancellationToken);
        if (file is null)
            return null;
        try
        {
            var certificate = file.Certificate;
            await audit.WriteAsync(
                await access.NameAsync(),
                AuditAction.Download,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{request.Pipeline} {request.Date:yyyy-MM-dd} {request.Segment}"
                ),
                new
                {
                    certificate.File,
                    certificate.Encoding,
                    certificate.Rows,
                    certificate.RowsCut,
                    certificate.Bytes,
                    certificate.Sha256,
                    certificate.Run,
                },
                cancellationToken
            );
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private async Task<TargetFile?> ReadAsync(TargetFileRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        await access.DemandAsync(Feature.TargetsDownload);
        if (TargetLists.Of(request.Pipeline) is not { } lists || !lists.Segments.Contains(request.Segment))
            return null;
        var definition = catalog.Get(request.Pipeline);
        var sql = Sql(definition, lists);
        var connection = await warehouse.Reader.OpenConnectionAsync(cancellationToken);
        NpgsqlTransaction? transaction = null;
        try
        {
            transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
            var standing = await CertificateReader.ReadAsync(
                connection,
                definition,
                request.Date,
                request.Date,
                cancellationToken
            );
            if (standing.Count > 0)
                return new TargetFile(
                    connection,
                    transaction,
                    request,
                    sql,
                    await MeasureAsync(
                        connection,
                        transaction,
                        request,
                        definition,
                        standing[0],
                        sql,
                        cancellationToken
                    ),
                    standing[0]
                );
        }
        catch
        {
            await CloseAsync(connection, transaction);
            throw;
        }
        await CloseAsync(connection, transaction);
        return null;
    }

    // The columns of the pipeline's own export of the table, so that both files have the same shape.
    private static string Sql(PipelineDefinition definition, TargetLists lists)
    {
        var columns = definition
            .Exports.Where(export => export.Kind == ExportKind.Csv && export.Table == lists.Table)
            .SelectMany(export => export.Columns)
            .Distinct()
            .Select(SqlName.Quote)
            .ToList();
        return $"""
            select {(columns.Count > 0 ? string.Join(", ", columns) : "*")}
            from published.{SqlName.Quote(lists.Table)}
            where kpi_date = @date and segment_name = @segment
            order by rank_in_segment
            """;
    }

    private static async Task<TargetFileCertificate> MeasureAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        TargetFileRequest request,
        PipelineDefinition definition,
        Certificate standing,
        string sql,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            """
            select coalesce(max(segment_size), 0)::bigint
            from published.mart_rr_crm_targets_daily
            where kpi_date = @date and segment_name = @segment
            """,
            connection,
            transaction
        ).With(TargetFile.Parameters(request));
        var size = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        await using var measure = new Measure();
        var (rows, lost) = await TargetFile.WriteAsync(
            connection,
            transaction,
            request.Encoding,
            sql,
            TargetFile.Parameters(request),
            measure,
            cancellationToken
        );
        return new TargetFileCertificate(
            string.Create(
                CultureInfo.InvariantCulture,
                $"crm_targets_{request.Segment}_{request.Date:yyyy-MM-dd}_{rows}_rows.csv"
            ),
            request.Pipeline,
            request.Date,
            definition.TimeZone.Id,
            request.Segment,
            FileEncodings.Name(request.Encoding),
            rows,
            size,
            size - rows,
            lost,
            measure.Length,
            measure.Sha256,
            standing.RunId,
            Words.Of(standing.Verdict),
            standing.DefinitionVersion,
            standing.PublishedAt,
            standing.Passed,
            standing.Checks,
            !standing.IsStale,
            WaiverItem.Of(standing.Waiver)
        );
    }

    private static async Task CloseAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction)
    {
        if (transaction is not null)
            await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
