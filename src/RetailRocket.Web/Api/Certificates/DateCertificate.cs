using RetailRocket.Pipeline.Publishing;

namespace RetailRocket.Web.Api.Certificates;

/// <summary>What stands behind the published figures of one date.</summary>
/// <param name="AsOf">The business date.</param>
/// <param name="Run">The run that computed them.</param>
/// <param name="PublishedAt">When they became visible, UTC.</param>
/// <param name="Definition">Version of the definitions that computed them.</param>
/// <param name="Verdict"><c>PASS</c> or <c>WARN</c>; <c>FAIL</c> under a waiver.</param>
/// <param name="ChecksPassed">Checks that passed.</param>
/// <param name="ChecksMade">Checks that had something to look at, and blocking ones that had not.</param>
/// <param name="Fresh">Whether a run now would give the same.</param>
/// <param name="StaleBecause">Why it would not; null when it would.</param>
/// <param name="Waiver">What lets a failed check through; null when nothing has to.</param>
public sealed record DateCertificate(
    DateOnly AsOf,
    long Run,
    DateTime PublishedAt,
    string Definition,
    string Verdict,
    int ChecksPassed,
    int ChecksMade,
    bool Fresh,
    string? StaleBecause,
    WaiverItem? Waiver
)
{
    internal static DateCertificate Of(Certificate certificate) =>
        new(
            certificate.AsOf,
            certificate.RunId,
            certificate.PublishedAt,
            certificate.DefinitionVersion,
            Words.Of(certificate.Verdict),
            certificate.Passed,
            certificate.Checks,
            !certificate.IsStale,
            certificate.Stale is { } stale ? Words.Of(stale) : null,
            WaiverItem.Of(certificate.Waiver)
        );
}
