using RetailRocket.Pipeline.Publishing;
using RetailRocket.Web.Api.Certificates;
using RetailRocket.Web.Components.Shared;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features;

/// <summary>
/// Answers with what a table of a page shows as a CSV file, with its certificate in the headers, and records who took it.
/// </summary>
public sealed class FigureFiles(Audit audit, Access access)
{
    /// <param name="name">Name of the file without its ending.</param>
    /// <param name="response">Gets the headers.</param>
    /// <param name="certificates">Of the dates that the file shows.</param>
    /// <param name="view">What the page looked at; it is in the name and the audit entry.</param>
    public async Task<IResult> AnswerAsync<TRow>(
        HttpResponse response,
        string name,
        ViewState view,
        IReadOnlyList<Certificate> certificates,
        IReadOnlyList<Column<TRow>> columns,
        IReadOnlyList<TRow> rows,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(rows);
        using var content = new MemoryStream();
        await CsvRows.WriteAsync(rows, Columns.OfFile(columns), content, cancellationToken);
        var file = $"{name}.csv";
        await audit.WriteAsync(
            await access.NameAsync(),
            AuditAction.Download,
            file,
            new
            {
                view.Pipeline,
                From = Formats.Iso(view.From),
                To = Formats.Iso(view.To),
                Rows = rows.Count,
            },
            cancellationToken
        );
        CertificateHeaders.Set(response, view.Pipeline, certificates);
        CsvResponse.Begin(response, file, bytes: content.Length);
        return Results.Bytes(content.ToArray(), response.ContentType);
    }
}
