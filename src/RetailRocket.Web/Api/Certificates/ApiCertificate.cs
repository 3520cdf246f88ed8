using RetailRocket.Pipeline.Publishing;

namespace RetailRocket.Web.Api.Certificates;

/// <summary>What stands behind an answer, whatever dates it covers.</summary>
/// <param name="AsOf">The newest published date of the answer.</param>
/// <param name="Run">The run of that date.</param>
/// <param name="PublishedAt">When the newest publication of the answer became visible, UTC.</param>
/// <param name="Definition">Version of the definitions behind the newest date.</param>
/// <param name="Verdict">The worst verdict of the dates.</param>
/// <param name="ChecksPassed">Over all dates.</param>
/// <param name="ChecksMade">Over all dates.</param>
/// <param name="Fresh">Whether every date is.</param>
/// <param name="StaleBecause">Why the newest stale date is; null when none is.</param>
/// <param name="Waiver">Of the newest date that stands by one; null when none does.</param>
/// <param name="Dates">Each date of the answer, in order.</param>
public sealed record ApiCertificate(
    string Pipeline,
    DateOnly AsOf,
    long Run,
    DateTime PublishedAt,
    string Definition,
    string Verdict,
    int ChecksPassed,
    int ChecksMade,
    bool Fresh,
    string? StaleBecause,
    WaiverItem? Waiver,
    IReadOnlyList<DateCertificate> Dates
)
{
    private static readonly string[] FromWorst = ["FAIL", "WARN", "NO DATA", "PASS"];

    /// <returns>Null when nothing is published.</returns>
    internal static ApiCertificate? Over(string pipeline, IReadOnlyList<Certificate> certificates)
    {
        if (certificates.Count == 0)
            return null;
        var dates = certificates.Select(DateCertificate.Of).ToList();
        var newest = dates[^1];
        return new ApiCertificate(
            pipeline,
            newest.AsOf,
            newest.Run,
            dates.Max(date => date.PublishedAt),
            newest.Definition,
            dates.Select(date => date.Verdict).MinBy(verdict => Array.IndexOf(FromWorst, verdict))!,
            dates.Sum(date => date.ChecksPassed),
            dates.Sum(date => date.ChecksMade),
            dates.All(date => date.Fresh),
            dates.LastOrDefault(date => !date.Fresh)?.StaleBecause,
            dates.LastOrDefault(date => date.Waiver is not null)?.Waiver,
            dates
        );
    }
}
