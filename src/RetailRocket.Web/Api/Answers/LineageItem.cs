namespace RetailRocket.Web.Api.Answers;

/// <param name="Kind">raw, staging, mart, kpi, published or export.</param>
/// <param name="Inputs">Names of the nodes it is made from.</param>
/// <param name="Checks">Checks that read it.</param>
public sealed record LineageItem(
    string Name,
    string Kind,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    IReadOnlyList<string> Checks
);
