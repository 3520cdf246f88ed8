using System.Globalization;
using CsvHelper;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features;

/// <summary>Rows that a page shows as a CSV file: UTF-8, header, values without formatting, formulas made harmless.</summary>
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
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename={name}";
        await using var csv = CsvWriter.Create(
            context.Response.Body,
            new CsvWriterOptions { HasHeader = false, Injection = CsvInjection.Escape },
            leaveOpen: true
        );
        foreach (var column in columns)
            csv.WriteField(column.Name);
        await csv.EndRecordAsync(context.RequestAborted);
        foreach (var row in rows)
        {
            foreach (var column in columns)
                csv.WriteField(Text(column.Value(row)));
            await csv.EndRecordAsync(context.RequestAborted);
        }
        await csv.FlushAsync(context.RequestAborted);
    }

    private static string Text(object? value) =>
        value switch
        {
            null => "",
            bool flag => flag ? "true" : "false",
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTimeOffset instant => instant.UtcDateTime.ToString(
                "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
                CultureInfo.InvariantCulture
            ),
            IFormattable known => known.ToString(null, CultureInfo.InvariantCulture),
            var other => other.ToString() ?? "",
        };
}
