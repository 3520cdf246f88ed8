using RetailRocket.Web.Api.Certificates;

namespace RetailRocket.Web.Api.Answers;

/// <summary>What is made from what.</summary>
public sealed record LineageAnswer(ApiCertificate? Certificate, string Pipeline, IReadOnlyList<LineageItem> Nodes);
