using System.Data;
using System.Globalization;
using Npgsql;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Publishing;
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
            var certificate = await MeasureAsync(connection, transaction, request, definition, sql, cancellationToken);
            if (certificate is not null)
                return new TargetFile(connection, transaction, request, sql, certificate);
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

    private static async Task<TargetFileCertificate?> MeasureAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        TargetFileRequest request,
        PipelineDefinition definition,
        string sql,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            """
            select
                publications.run_id,
                publications.verdict,
                publications.definition_version,
                publications.published_at,
                (
                    select coalesce(max(segment_size), 0)::bigint
                    from published.mart_rr_crm_targets_daily
                    where kpi_date = @date and segment_name = @segment
                )
            from ops.publications
            where publications.pipeline = @pipeline and publications.date = @date
            """,
            connection,
            transaction
        );
        command.Parameters.AddWithValue("pipeline", request.Pipeline);
        command.Parameters.AddWithValue("date", request.Date);
        command.Parameters.AddWithValue("segment", request.Segment);
        (long Run, Verdict Verdict, string Definition, DateTimeOffset At, long Size) published;
        await using (var row = await command.ExecuteReaderAsync(cancellationToken))
        {
            if (!await row.ReadAsync(cancellationToken))
                return null;
            published = (
                row.GetInt64(0),
                Enum.Parse<Verdict>(row.GetString(1)),
                row.GetString(2),
                row.GetFieldValue<DateTimeOffset>(3),
                row.GetInt64(4)
            );
        }
        await using var measure = new Measure();
        var (rows, lost) = await TargetFile.WriteAsync(
            connection,
            transaction,
            request,
            sql,
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
            published.Size,
            published.Size - rows,
            lost,
            measure.Length,
            measure.Sha256,
            published.Run,
            Words.Of(published.Verdict),
            published.Definition,
            published.At
        );
    }

    private static async Task CloseAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction)
    {
        if (transaction is not null)
            await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
