namespace RetailRocket.Web.Api.Requests;

/// <summary>A parameter of an address. Its words are the text <c>Api.Parameter.NAME</c>.</summary>
public sealed record ApiParameter(string Name)
{
    /// <summary>Takes a date such as 2015-06-16.</summary>
    public bool IsDate { get; init; }

    /// <summary>Takes a whole number.</summary>
    public bool IsNumber { get; init; }

    /// <summary>The words that it takes; null for any text.</summary>
    public IReadOnlyList<string>? Words { get; init; }

    /// <summary>Which dates: one, or from one to another.</summary>
    public static IReadOnlyList<ApiParameter> OfDates { get; } =
    [new("date") { IsDate = true }, new("from") { IsDate = true }, new("to") { IsDate = true }];

    /// <summary>What every endpoint of rows takes.</summary>
    public static IReadOnlyList<ApiParameter> OfRows { get; } =
    [
        .. OfDates,
        new("columns"),
        new("limit") { IsNumber = true },
        new("cursor"),
        new("format") { Words = ["json", "csv"] },
    ];
}
