using RetailRocket.Web.Components.Shared;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features;

/// <summary>Answers with what a table of a page shows as a CSV file, and records who took it.</summary>
public sealed class FigureFiles(Audit audit, Access access)
{
    /// <param name="name">Name of the file without its ending.</param>
    /// <param name="view">What the page looked at; it is in the name and the audit entry.</param>
    public async Task<IResult> AnswerAsync<TRow>(
        string name,
        ViewState view,
        IReadOnlyList<Column<TRow>> columns,
        IReadOnlyList<TRow> rows,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(rows);
        using var content = new MemoryStream();
        await ColumnCsv.WriteAsync(columns, rows, content, cancellationToken);
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
        return Results.File(content.ToArray(), "text/csv; charset=utf-8", file);
    }
}
