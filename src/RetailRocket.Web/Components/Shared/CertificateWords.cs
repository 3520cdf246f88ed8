using Microsoft.Extensions.Localization;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Components.Shared;

/// <summary>A certificate as a sentence.</summary>
public static class CertificateWords
{
    /// <summary>Date, run, moment, definition, checks, freshness and waiver.</summary>
    public static string Of(Certificate certificate, IStringLocalizer<Text> words)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(words);
        var facts = words[
            "Certificate.Title",
            Formats.Iso(certificate.AsOf),
            certificate.RunId,
            Moment(certificate.PublishedAt),
            certificate.DefinitionVersion,
            certificate.Passed,
            certificate.Checks
        ].Value;
        var standing = words[certificate.IsStale ? "Certificate.IsStale" : "Certificate.IsFresh"].Value;
        return certificate.Waiver is { } waiver
            ? $"{facts} {standing} {words["Certificate.WaivedUntil", Moment(waiver.EndsAt)].Value}"
            : $"{facts} {standing}";
    }

    private static string Moment(DateTime at) =>
        Formats.Instant(new DateTimeOffset(at, TimeSpan.Zero), TimeZoneInfo.Utc);
}
