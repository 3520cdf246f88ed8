using System.Globalization;
using CsvHelper;

namespace RetailRocket.Web.Components.Shared;

/// <summary>
/// Rows as CSV by the columns of the table that shows them, so that the file holds what the page does: RFC 4180, UTF-8, a
/// header of column keys, numbers and dates in their database form, empty where there is no value, and text that a
/// spreadsheet would run as a formula made harmless by a leading apostrophe.
/// </summary>
public static class ColumnCsv
{
    private static readonly CsvWriterOptions Options = new()
    {
        HasHeader = false,
        Injection = CsvInjection.Escape,
        FormatProvider = CultureInfo.InvariantCulture,
    };

    public static async Task WriteAsync<TRow>(
        IReadOnlyList<Column<TRow>> columns,
        IReadOnlyList<TRow> rows,
        Stream output,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        await using var writer = CsvWriter.Create(output, Options, leaveOpen: true);
        foreach (var column in columns)
            writer.WriteField(column.Key);
        await writer.EndRecordAsync(cancellationToken);
        foreach (var row in rows)
        {
            foreach (var column in columns)
                Write(writer, column.Value(row));
            await writer.EndRecordAsync(cancellationToken);
        }
        await writer.FlushAsync(cancellationToken);
    }

    // Only text can be a formula; -0.0021 stays a number.
    private static void Write(CsvWriter writer, object? value)
    {
        switch (value)
        {
            case decimal number:
                writer.WriteField(number);
                break;
            case long number:
                writer.WriteField(number);
                break;
            case int number:
                writer.WriteField(number);
                break;
            case DateOnly date:
                writer.WriteField(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case bool flag:
                writer.WriteField(flag ? "true" : "false");
                break;
            case null:
                writer.WriteField("");
                break;
            default:
                writer.WriteField(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
                break;
        }
    }
}
