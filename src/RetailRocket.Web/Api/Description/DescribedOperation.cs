namespace RetailRocket.Web.Api.Description;

/// <summary>An address of the API as the page shows it.</summary>
/// <param name="Path">With its parts in braces.</param>
/// <param name="HasCsv">Exists as CSV too.</param>
public sealed record DescribedOperation(
    string Name,
    string Path,
    string Summary,
    string Words,
    bool HasCsv,
    IReadOnlyList<DescribedParameter> Parameters
);
