using RetailRocket.Pipeline.Publishing;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features;

/// <summary>Rows that a page shows as a CSV file, values without formatting.</summary>
internal static class RowsFile
{
    /// <summary>Sends the file and writes the download to the audit log.</summary>
    /// <param name="name">File name, of letters, digits, dots and underscores.</param>
    public static async Task SendAsync<T>(
        HttpContext context,
        string name,
        IEnumerable<T> rows,
        params IReadOnlyList<(string Name, Func<T, object?> Value)> columns
    )
    {
        var services = context.RequestServices;
        await services
            .GetRequiredService<Audit>()
            .WriteAsync(
                await services.GetRequiredService<Access>().NameAsync(),
                AuditAction.Download,
                name,
                new { query = context.Request.QueryString.Value },
                context.RequestAborted
            );
        CsvResponse.Begin(context.Response, name);
        await CsvRows.WriteAsync(rows, columns, context.Response.Body, context.RequestAborted);
    }
}
