using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Runs.Planning;

namespace RetailRocket.Web.Api.Certificates;

/// <summary>What stands behind the published figures of one date.</summary>
/// <param name="AsOf">The business date.</param>
/// <param name="Run">The run that computed them.</param>
/// <param name="PublishedAt">When they became visible, UTC.</param>
/// <param name="Definition">Version of the definitions that computed them.</param>
/// <param name="Verdict"><c>PASS</c> or <c>WARN</c>; <c>FAIL</c> where a person waived a check.</param>
/// <param name="Fresh">Whether a run now would give the same.</param>
/// <param name="StaleBecause">Why it would not; null when it would.</param>
public sealed record DateCertificate(
    DateOnly AsOf,
    long Run,
    DateTime PublishedAt,
    string Definition,
    string Verdict,
    bool Fresh,
    string? StaleBecause
)
{
    internal static DateCertificate Of(Publication publication, StaleReason? stale) =>
        new(
            publication.Date,
            publication.RunId,
            publication.PublishedAt,
            publication.DefinitionVersion,
            Words.Of(publication.Verdict),
            stale is null,
            stale is null ? null : Words.Of(stale)
        );
}
