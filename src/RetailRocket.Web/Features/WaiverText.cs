using System.Globalization;
using RetailRocket.Pipeline.Publishing;

namespace RetailRocket.Web.Features;

/// <summary>Waivers as a column of a file, so that a copy without headers still says them.</summary>
internal static class WaiverText
{
    /// <summary>Number, end and reason; null when the date was published by its checks alone.</summary>
    public static string? Of(Certificate? certificate) =>
        certificate?.Waiver is { } waiver
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"waiver {waiver.Id} until {waiver.EndsAt:yyyy-MM-dd'T'HH:mm:ss'Z'}: {waiver.Reason}"
            )
            : null;

    /// <summary>Those of several dates, each with its date; null when there is none.</summary>
    public static string? Of(IEnumerable<Certificate> certificates)
    {
        var waived = certificates
            .Where(certificate => certificate.Waiver is not null)
            .Select(certificate =>
                string.Create(CultureInfo.InvariantCulture, $"{certificate.AsOf:yyyy-MM-dd} {Of(certificate)}")
            )
            .ToList();
        return waived.Count > 0 ? string.Join("; ", waived) : null;
    }
}
