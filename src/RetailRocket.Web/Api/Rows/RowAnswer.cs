using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Npgsql;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Web.Api.Certificates;
using RetailRocket.Web.Api.Errors;
using RetailRocket.Web.Api.Requests;

namespace RetailRocket.Web.Api.Rows;

/// <summary>Answers with the rows of a source, streamed, with certificate, validator and the way to the next page.</summary>
internal sealed class RowAnswer
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public required HttpContext Context { get; init; }
    public required string Pipeline { get; init; }
    public required RowSource Source { get; init; }
    public required RowRequest Request { get; init; }
    public required IReadOnlyList<RowFilter> Filters { get; init; }
    public required ApiCertificate? Certificate { get; init; }

    /// <summary>What a row is; null when the database does not say.</summary>
    public string? About { get; init; }

    /// <summary>
    /// What the rows are computed from, all of it: the same text means the same rows. Null where rows come and go and an
    /// answer cannot be kept.
    /// </summary>
    public string? State { get; init; }

    /// <summary>Called when rows will be sent, before the first is.</summary>
    public Func<CancellationToken, Task> OnSend { get; init; } = _ => Task.CompletedTask;

    /// <param name="connection">Open, in the transaction that the certificate was read in.</param>
    public async Task WriteAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var query = new RowQuery(Source, Request.Columns, Filters, Request.Cursor);
        if (Request.Cursor is { } cursor && cursor.State != Fingerprint(State ?? ""))
            throw new ApiException(
                409,
                "Published anew",
                "The figures were published anew while you were reading pages; these would not fit the pages before. Begin "
                    + "again without a cursor."
            );
        CertificateHeaders.Set(Context.Response, Certificate);
        if (IsKnownToClient())
        {
            Context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        var last = Request.Limit is { } limit ? await query.LastKeyAsync(connection, limit, cancellationToken) : null;
        var next = last is null ? null : Next(new RowCursor(Source.Name, Fingerprint(State ?? ""), last));
        await OnSend(cancellationToken);
        await using var command = query.Rows(connection, Request.Limit);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        if (next is not null)
            Context.Response.Headers.Link = $"<{next}>; rel=\"next\"";
        if (Request.Format == ApiFormat.Csv)
            await WriteCsvAsync(rows, cancellationToken);
        else
            await WriteJsonAsync(query, rows, next, cancellationToken);
    }

    private async Task WriteCsvAsync(NpgsqlDataReader rows, CancellationToken cancellationToken)
    {
        var response = Context.Response;
        response.ContentType = "text/csv; charset=utf-8; header=present";
        response.Headers.ContentDisposition = $"attachment; filename=\"{FileName()}\"";
        await CsvRows.WriteAsync(rows, response.Body, cancellationToken);
    }

    private async Task WriteJsonAsync(
        RowQuery query,
        NpgsqlDataReader rows,
        string? next,
        CancellationToken cancellationToken
    )
    {
        Context.Response.ContentType = "application/json; charset=utf-8";
        var output = Context.Response.BodyWriter;
        await using var json = new Utf8JsonWriter(output, Json);
        json.WriteStartObject();
        json.WritePropertyName("certificate");
        JsonSerializer.Serialize(json, Certificate, ApiJson.Options);
        json.WriteString("pipeline", Pipeline);
        json.WriteString("name", Source.Name);
        json.WriteString("about", About);
        json.WritePropertyName("columns");
        JsonSerializer.Serialize(json, query.Columns, ApiJson.Options);
        json.WriteString("next", next);
        json.WritePropertyName("rows");
        await JsonRows.WriteAsync(rows, json, output, cancellationToken);
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
        await output.FlushAsync(cancellationToken);
    }

    /// <summary>Sets the validator, and says whether the client holds these very bytes already.</summary>
    private bool IsKnownToClient()
    {
        var headers = Context.Response.Headers;
        headers.Vary = "Accept, Authorization, Cookie";
        if (State is null)
        {
            headers.CacheControl = "private, no-store";
            return false;
        }
        // The query decides columns, page and format; the state, all that can change about the answer.
        var parts = string.Join('\n', Source.Name, Request.Format, Context.Request.QueryString, State);
        var tag = $"\"{Fingerprint(parts)}\"";
        headers.ETag = tag;
        headers.CacheControl = "private, no-cache";
        return Context
            .Request.Headers.IfNoneMatch.SelectMany(value => value!.Split(','))
            .Any(known => known.Trim() is var one && (one == tag || one == "W/" + tag || one == "*"));
    }

    private string Next(RowCursor cursor)
    {
        var query = Context
            .Request.Query.Where(part => part.Key != "cursor")
            .ToDictionary(part => part.Key, part => (string?)part.Value);
        query["limit"] = Request.Limit!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        query["cursor"] = cursor.Text;
        return QueryHelpers.AddQueryString(Context.Request.Path, query);
    }

    private string FileName()
    {
        var dates =
            Request.Dates.Single is { } day ? $"_{day:yyyy-MM-dd}"
            : Certificate is { Dates: [var first, .., var end] } ? $"_{first.AsOf:yyyy-MM-dd}_{end.AsOf:yyyy-MM-dd}"
            : "";
        return $"{Source.Name}{dates}.csv";
    }

    private static string Fingerprint(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}
