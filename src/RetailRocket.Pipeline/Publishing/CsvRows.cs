using System.Globalization;
using System.Text;
using CsvHelper;
using Npgsql;

namespace RetailRocket.Pipeline.Publishing;

/// <summary>
/// Rows of a query as CSV: RFC 4180, UTF-8, header, empty for NULL, numbers and dates in their database form, and text
/// that a spreadsheet would run as a formula made harmless by a leading apostrophe.
/// </summary>
public static class CsvRows
{
    private static readonly CsvWriterOptions Options = new()
    {
        HasHeader = false,
        Injection = CsvInjection.Escape,
        FormatProvider = CultureInfo.InvariantCulture,
    };

    /// <returns>Rows written, without the header.</returns>
    public static async Task<long> WriteAsync(NpgsqlDataReader rows, Stream output, CancellationToken cancellationToken)
    {
        await using var writer = CsvWriter.Create(output, Options, leaveOpen: true);
        for (var index = 0; index < rows.FieldCount; index++)
            writer.WriteField(rows.GetName(index));
        await writer.EndRecordAsync(cancellationToken);
        long count = 0;
        while (await rows.ReadAsync(cancellationToken))
        {
            for (var index = 0; index < rows.FieldCount; index++)
            {
                // Only text can be a formula; -5 stays a number.
                if (!rows.IsDBNull(index) && rows.GetFieldType(index) != typeof(string))
                    writer.WriteField(new PlainValue(Text(rows, index)));
                else
                    writer.WriteField(Text(rows, index));
            }
            await writer.EndRecordAsync(cancellationToken);
            count++;
        }
        await writer.FlushAsync(cancellationToken);
        return count;
    }

    /// <summary>A value as it stands in files: <c>0.0400</c>, <c>2015-06-16</c>, <c>2015-06-15T18:57:46.735Z</c>, <c>true</c>.</summary>
    public static string Text(NpgsqlDataReader rows, int index)
    {
        if (rows.IsDBNull(index))
            return "";
        return rows.GetValue(index) switch
        {
            string text => text,
            bool flag => flag ? "true" : "false",
            decimal number => number.ToString(CultureInfo.InvariantCulture),
            DateTime instant when rows.GetDataTypeName(index) == "date" => instant.ToString(
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture
            ),
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime { Kind: DateTimeKind.Utc } instant => instant.ToString(
                "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'",
                CultureInfo.InvariantCulture
            ),
            DateTime local => local.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
            IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
            var other => other.ToString() ?? "",
        };
    }

    /// <summary>A number or date, which no spreadsheet takes for a formula. Its text is ASCII.</summary>
    private readonly record struct PlainValue(string Text) : IUtf8SpanFormattable
    {
        public bool TryFormat(
            Span<byte> utf8Destination,
            out int bytesWritten,
            ReadOnlySpan<char> format,
            IFormatProvider? provider
        ) => Encoding.UTF8.TryGetBytes(Text, utf8Destination, out bytesWritten);
    }
}
