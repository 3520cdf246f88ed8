using RetailRocket.Pipeline.Publishing;

namespace RetailRocket.Web.Api.Certificates;

/// <summary>Who let failed checks through, why, and for how long.</summary>
/// <param name="Checks">Names of the checks that failed.</param>
/// <param name="EndsAt">UTC; from then on the figures are not published any more.</param>
public sealed record WaiverItem(
    long Id,
    IReadOnlyList<string> Checks,
    string Reason,
    string AskedBy,
    string ApprovedBy,
    DateTime EndsAt
)
{
    internal static WaiverItem? Of(CertificateWaiver? waiver) =>
        waiver is null
            ? null
            : new(waiver.Id, waiver.Checks, waiver.Reason, waiver.AskedBy, waiver.ApprovedBy, waiver.EndsAt);
}
