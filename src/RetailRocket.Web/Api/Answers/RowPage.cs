using System.Text.Json;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Web.Api.Certificates;

namespace RetailRocket.Web.Api.Answers;

/// <summary>A page of rows. Values are as in files: numbers with all their digits, instants in UTC.</summary>
/// <param name="About">What a row is.</param>
/// <param name="Next">Address of the next page; null on the last.</param>
/// <param name="Rows">An object a row, with the names of the columns.</param>
public sealed record RowPage(
    ApiCertificate? Certificate,
    string Pipeline,
    string Name,
    string? About,
    IReadOnlyList<PublishedColumn> Columns,
    string? Next,
    IReadOnlyList<JsonElement> Rows
);
