using RetailRocket.Web.Api.Certificates;

namespace RetailRocket.Web.Api.Answers;

/// <summary>The published tables of a pipeline.</summary>
public sealed record TablesAnswer(ApiCertificate? Certificate, string Pipeline, IReadOnlyList<TableItem> Tables);
