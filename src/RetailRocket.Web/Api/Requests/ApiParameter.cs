namespace RetailRocket.Web.Api.Requests;

/// <summary>A parameter of an address, as the endpoint reads it and the description tells it.</summary>
/// <param name="Type">JSON schema type: <c>string</c> or <c>integer</c>.</param>
/// <param name="Format">JSON schema format, such as <c>date</c>; null for none.</param>
public sealed record ApiParameter(string Name, string Type, string? Format, string About, string Example)
{
    public static ApiParameter Date { get; } =
        new("date", "string", "date", "One business date; not together with from and to.", "2015-06-16");

    public static ApiParameter From { get; } =
        new("from", "string", "date", "First business date, included.", "2015-06-10");
    public static ApiParameter To { get; } = new("to", "string", "date", "Last business date, included.", "2015-06-16");

    public static ApiParameter Columns { get; } =
        new(
            "columns",
            "string",
            null,
            "Names of columns, separated by commas, in the order wanted.",
            "kpi_date,visitors"
        );

    public static ApiParameter Limit { get; } =
        new(
            "limit",
            "integer",
            null,
            $"Rows of a page, up to {RowRequest.LargestLimit}. Without it JSON has {RowRequest.DefaultLimit} and CSV has all.",
            "100"
        );

    public static ApiParameter Cursor { get; } =
        new("cursor", "string", null, "Where to go on, taken from next or from the Link header.", "");

    public static ApiParameter As { get; } =
        new("format", "string", null, "json or csv; wins over the Accept header.", "csv");

    /// <summary>What every endpoint of rows takes.</summary>
    public static IReadOnlyList<ApiParameter> OfRows { get; } = [Date, From, To, Columns, Limit, Cursor, As];

    /// <summary>Which dates.</summary>
    public static IReadOnlyList<ApiParameter> OfDates { get; } = [Date, From, To];
}
