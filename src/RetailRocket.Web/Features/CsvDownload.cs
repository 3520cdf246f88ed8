using Npgsql;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Web.Api.Certificates;
using RetailRocket.Web.Features.Targets;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features;

/// <summary>Hands CSV files over: the right is demanded and the audit entry written before the first byte.</summary>
public sealed class CsvDownload(
    Warehouse warehouse,
    PipelineCatalog catalog,
    CertificateReader certificates,
    Access access,
    Audit audit
)
{
    /// <summary>Streams the file as UTF-8 with a byte order mark, which spreadsheets open without asking.</summary>
    /// <exception cref="AccessDeniedException">The person may not have it.</exception>
    public async Task SendAsync(HttpContext context, CsvFile file)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(file);
        var cancellationToken = context.RequestAborted;
        await access.DemandAsync(file.Feature);
        await using var command = warehouse.Reader.CreateCommand(file.Sql).With(file.Parameters);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        await audit.WriteAsync(
            await access.NameAsync(),
            AuditAction.Download,
            file.Subject,
            new { File = file.Name },
            cancellationToken
        );
        var response = context.Response;
        if (file.Certified is { } dates)
            CertificateHeaders.Set(
                response,
                dates.Pipeline,
                await certificates.ReadAsync(catalog.Get(dates.Pipeline), dates.From, dates.To, cancellationToken)
            );
        CsvResponse.Begin(response, file.Name, FileEncoding.Utf8Bom);
        await FileEncodings.WriteAsync(
            FileEncoding.Utf8Bom,
            response.Body,
            stream => CsvRows.WriteAsync(rows, stream, cancellationToken),
            cancellationToken
        );
    }
}
