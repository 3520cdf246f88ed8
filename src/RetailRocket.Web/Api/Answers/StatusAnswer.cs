using RetailRocket.Web.Api.Certificates;

namespace RetailRocket.Web.Api.Answers;

/// <summary>Per date: what was landed, run, judged and published, and what is stale.</summary>
/// <param name="Certificate">Of the newest published date; null when none is.</param>
public sealed record StatusAnswer(
    ApiCertificate? Certificate,
    string Pipeline,
    string Definition,
    string TimeZone,
    IReadOnlyList<StatusDay> Dates
);
