using RetailRocket.Web.Api.Rows;

namespace RetailRocket.Web.Api.Requests;

/// <summary>Which rows of a source are wanted, and how.</summary>
/// <param name="Columns">In the order of the answer; null for all that the source serves unasked.</param>
/// <param name="Limit">Rows at most; null for all.</param>
public sealed record RowRequest(
    ApiFormat Format,
    DateFilter Dates,
    IReadOnlyList<string>? Columns,
    int? Limit,
    RowCursor? Cursor
)
{
    /// <summary>Rows of a JSON answer that does not say how many.</summary>
    public const int DefaultLimit = 1_000;

    /// <summary>Most rows of a page; without <c>limit</c> CSV is not paged at all.</summary>
    public const int LargestLimit = 100_000;

    private static readonly Dictionary<string, ApiFormat> Formats = new()
    {
        ["json"] = ApiFormat.Json,
        ["csv"] = ApiFormat.Csv,
    };

    /// <summary>Reads <see cref="ApiParameter.OfRows"/>; what is wrong is kept in <paramref name="query"/>.</summary>
    internal static RowRequest Read(HttpRequest request, ApiQuery query)
    {
        var format = request.Query.ContainsKey("format")
            ? query.Word("format", Formats)
            : AcceptHeader.Choose(request, hasCsv: true);
        RowCursor? cursor = null;
        if (query.Text("cursor") is { } text && !RowCursor.TryRead(text, out cursor))
            query.Add("cursor", "This is not a cursor of the API. Take it whole from 'next' or from the Link header.");
        var limit = query.Number("limit", 1, LargestLimit);
        return new RowRequest(
            format,
            query.Dates(),
            query.List("columns"),
            limit ?? (format == ApiFormat.Json ? DefaultLimit : null),
            cursor
        );
    }
}
