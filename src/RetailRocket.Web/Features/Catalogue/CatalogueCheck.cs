using RetailRocket.Pipeline.Database.Operations;

namespace RetailRocket.Web.Features.Catalogue;

/// <summary>A check with its last verdict for a date.</summary>
/// <param name="Severity"><c>Block</c> or <c>Warn</c>.</param>
/// <param name="Verdict">Null when no run has judged the date.</param>
/// <param name="FailedRows">Violating rows of the date.</param>
/// <param name="Table">The table it is about: of those that it reads the last one on the way of the data.</param>
public sealed record CatalogueCheck(
    string Name,
    string About,
    string Severity,
    Verdict? Verdict,
    long FailedRows,
    string Table
);
