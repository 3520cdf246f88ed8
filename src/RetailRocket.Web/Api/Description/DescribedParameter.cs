namespace RetailRocket.Web.Api.Description;

/// <summary>A parameter as the page shows it.</summary>
/// <param name="InPath">A part of the path, not behind the question mark.</param>
/// <param name="Kind"><c>date</c>, <c>integer</c> or <c>string</c>.</param>
/// <param name="Choices">The words that it takes; empty for any text.</param>
public sealed record DescribedParameter(
    string Name,
    bool InPath,
    string Kind,
    IReadOnlyList<string> Choices,
    string Words
);
