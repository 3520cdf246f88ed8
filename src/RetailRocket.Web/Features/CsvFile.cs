using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features;

/// <summary>Rows of a query as a CSV file.</summary>
/// <param name="Name">File name.</param>
/// <param name="Feature">Who may have it.</param>
/// <param name="Subject">What the audit log says was downloaded.</param>
/// <param name="Certified">The published dates that the rows are of; null for a file that is not of figures.</param>
/// <param name="Sql">A statement of constants and validated identifiers; values are parameters.</param>
public sealed record CsvFile(
    string Name,
    Feature Feature,
    string Subject,
    string Sql,
    IReadOnlyList<(string Name, object? Value)> Parameters,
    (string Pipeline, DateOnly From, DateOnly To)? Certified = null
);
