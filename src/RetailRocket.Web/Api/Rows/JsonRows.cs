using System.IO.Pipelines;
using System.Text.Json;
using Npgsql;
using RetailRocket.Pipeline.Publishing;

namespace RetailRocket.Web.Api.Rows;

/// <summary>Rows of a query as JSON objects, with the digits that files show: <c>0.0400</c> stays <c>0.0400</c>.</summary>
internal static class JsonRows
{
    /// <summary>What waits in memory before it is sent.</summary>
    private const int Portion = 32 * 1024;

    /// <summary>Writes an array of all rows that are left.</summary>
    /// <returns>Rows written.</returns>
    public static async Task<long> WriteAsync(
        NpgsqlDataReader rows,
        Utf8JsonWriter json,
        PipeWriter output,
        CancellationToken cancellationToken
    )
    {
        var names = Enumerable
            .Range(0, rows.FieldCount)
            .Select(index => JsonEncodedText.Encode(rows.GetName(index)))
            .ToArray();
        var isJson = Enumerable
            .Range(0, rows.FieldCount)
            .Select(index => rows.GetDataTypeName(index) is "json" or "jsonb")
            .ToArray();
        long count = 0;
        json.WriteStartArray();
        while (await rows.ReadAsync(cancellationToken))
        {
            json.WriteStartObject();
            for (var index = 0; index < names.Length; index++)
            {
                json.WritePropertyName(names[index]);
                if (rows.IsDBNull(index))
                    json.WriteNullValue();
                else if (isJson[index])
                    json.WriteRawValue(rows.GetString(index));
                else
                    WriteValue(rows, index, json);
            }
            json.WriteEndObject();
            count++;
            if (json.BytesPending < Portion)
                continue;
            await json.FlushAsync(cancellationToken);
            await output.FlushAsync(cancellationToken);
        }
        json.WriteEndArray();
        return count;
    }

    private static void WriteValue(NpgsqlDataReader rows, int index, Utf8JsonWriter json)
    {
        switch (rows.GetValue(index))
        {
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case short or int or long or decimal:
            case double number when double.IsFinite(number):
            case float small when float.IsFinite(small):
                json.WriteRawValue(CsvRows.Text(rows, index), skipInputValidation: true);
                break;
            default:
                json.WriteStringValue(CsvRows.Text(rows, index));
                break;
        }
    }
}
