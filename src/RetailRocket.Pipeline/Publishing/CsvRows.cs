using System.Globalization;
using System.Text;
using CsvHelper;
using Npgsql;

namespace RetailRocket.Pipeline.Publishing;

/// <summary>
/// Rows as CSV: RFC 4180, UTF-8, header, empty for NULL, numbers and dates in their database form, and text that a
/// spreadsheet would run as a formula made harmless by a leading apostrophe. Every file of the product is written here.
/// </summary>
public static class CsvRows
{
    private static readonly CsvWriterOptions Options = new()
    {
        HasHeader = false,
        Injection = CsvInjection.Escape,
        FormatProvider = CultureInfo.InvariantCulture,
    };

    /// <summary>Rows that are in memory.</summary>
    /// <param name="columns">Heading and value of each; the value is of any type that <see cref="Text(object?)"/> writes.</param>
    public static async Task WriteAsync<TRow>(
        IEnumerable<TRow> rows,
        IReadOnlyList<(string Name, Func<TRow, object?> Value)> columns,
        Stream output,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(columns);
        await using var writer = CsvWriter.Create(output, Options, leaveOpen: true);
        foreach (var column in columns)
            writer.WriteField(column.Name);
        await writer.EndRecordAsync(cancellationToken);
        foreach (var row in rows)
        {
            foreach (var column in columns)
            {
                var value = column.Value(row);
                Write(writer, Text(value), value is IFormattable or bool);
            }
            await writer.EndRecordAsync(cancellationToken);
        }
        await writer.FlushAsync(cancellationToken);
    }

    /// <summary>Rows of a query, named as its columns are.</summary>
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
                Write(writer, Text(rows, index), !rows.IsDBNull(index) && rows.GetFieldType(index) != typeof(string));
            await writer.EndRecordAsync(cancellationToken);
            count++;
        }
        await writer.FlushAsync(cancellationToken);
        return count;
    }

    /// <summary>A value as it stands in files: <c>0.0400</c>, <c>2015-06-16</c>, <c>2015-06-15T18:57:46.735Z</c>, <c>true</c>.</summary>
    public static string Text(NpgsqlDataReader rows, int index) =>
        rows.IsDBNull(index) ? ""
        : rows.GetValue(index) is DateTime day && rows.GetDataTypeName(index) == "date"
            ? Text(DateOnly.FromDateTime(day))
        : Text(rows.GetValue(index));

    /// <inheritdoc cref="Text(NpgsqlDataReader, int)" />
    public static string Text(object? value) =>
        value switch
        {
            null => "",
            string text => text,
            bool flag => flag ? "true" : "false",
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTimeOffset instant => Text(instant.UtcDateTime),
            DateTime { Kind: DateTimeKind.Utc } instant => instant.ToString(
                "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'",
                CultureInfo.InvariantCulture
            ),
            DateTime local => local.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
            IFormattable known => known.ToString(null, CultureInfo.InvariantCulture),
            var other => other.ToString() ?? "",
        };

    // Only text can be a formula; -5 stays a number.
    private static void Write(CsvWriter writer, string text, bool isPlain)
    {
        if (isPlain)
            writer.WriteField(new PlainValue(text));
        else
            writer.WriteField(text);
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
