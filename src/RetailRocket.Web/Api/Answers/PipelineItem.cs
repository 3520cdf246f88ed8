using RetailRocket.Web.Api.Certificates;

namespace RetailRocket.Web.Api.Answers;

/// <param name="Titles">Title by language.</param>
/// <param name="TimeZone">Zone of its business dates.</param>
/// <param name="Schedule">Quartz cron expression in that zone; null when it runs by hand only.</param>
/// <param name="Definition">Version of the definitions that a run would use now.</param>
/// <param name="Certificate">Of the newest published date; null when none is.</param>
public sealed record PipelineItem(
    string Name,
    IReadOnlyDictionary<string, string> Titles,
    string TimeZone,
    string? Schedule,
    string Definition,
    ApiCertificate? Certificate
);
