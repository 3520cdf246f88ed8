namespace RetailRocket.Web.Api.Description;

/// <summary>The API as its OpenAPI document tells it.</summary>
/// <param name="Refusals">Words by status, of those that are not successes.</param>
public sealed record DescribedApi(
    IReadOnlyList<DescribedOperation> Operations,
    IReadOnlyDictionary<string, string> Refusals
);
