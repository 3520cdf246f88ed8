namespace RetailRocket.Web.Api.Requests;

/// <summary>A parameter of an address.</summary>
/// <param name="WordsKey">Key of what it means.</param>
public sealed record ApiParameter(string Name, string WordsKey)
{
    /// <summary>Takes a date such as 2015-06-16.</summary>
    public bool IsDate { get; init; }

    /// <summary>Takes a whole number.</summary>
    public bool IsNumber { get; init; }

    /// <summary>The words that it takes; null for any text.</summary>
    public IReadOnlyList<string>? Words { get; init; }

    /// <summary>Which dates: one, or from one to another.</summary>
    public static IReadOnlyList<ApiParameter> OfDates { get; } =
    [
        new("date", "Api.Parameter.date") { IsDate = true },
        new("from", "Api.Parameter.from") { IsDate = true },
        new("to", "Api.Parameter.to") { IsDate = true },
    ];

    /// <summary>What every endpoint of rows takes.</summary>
    public static IReadOnlyList<ApiParameter> OfRows { get; } =
    [
        .. OfDates,
        new("columns", "Api.Parameter.columns"),
        new("limit", "Api.Parameter.limit") { IsNumber = true },
        new("cursor", "Api.Parameter.cursor"),
        new("format", "Api.Parameter.format") { Words = ["json", "csv"] },
    ];
}
