using System.Globalization;
using RetailRocket.Pipeline.Publishing;

namespace RetailRocket.Web.Api.Certificates;

/// <summary>The certificate for clients that read headers: the only place for it where the body is CSV.</summary>
internal static class CertificateHeaders
{
    public const string AsOf = "X-Certificate-As-Of";
    public const string Run = "X-Certificate-Run";
    public const string PublishedAt = "X-Certificate-Published-At";
    public const string Definition = "X-Certificate-Definition";
    public const string Verdict = "X-Certificate-Verdict";
    public const string Checks = "X-Certificate-Checks";
    public const string Fresh = "X-Certificate-Fresh";
    public const string Waiver = "X-Certificate-Waiver";

    /// <summary>Each with the key of its words.</summary>
    public static IReadOnlyList<(string Name, string WordsKey)> All { get; } =
    [
        (AsOf, "Api.Header.AsOf"),
        (Run, "Api.Header.Run"),
        (PublishedAt, "Api.Header.PublishedAt"),
        (Definition, "Api.Header.Definition"),
        (Verdict, "Api.Header.Verdict"),
        (Checks, "Api.Header.Checks"),
        (Fresh, "Api.Header.Fresh"),
        (Waiver, "Api.Header.Waiver"),
    ];

    /// <summary>The same for a file of the product's pages.</summary>
    public static void Set(HttpResponse response, string pipeline, IReadOnlyList<Certificate> certificates) =>
        Set(response, ApiCertificate.Over(pipeline, certificates));

    /// <summary>Sets them; none when nothing is published.</summary>
    public static void Set(HttpResponse response, ApiCertificate? certificate)
    {
        if (certificate is null)
            return;
        var headers = response.Headers;
        headers[AsOf] = certificate.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        headers[Run] = certificate.Run.ToString(CultureInfo.InvariantCulture);
        headers[PublishedAt] = Instant(certificate.PublishedAt);
        headers[Definition] = certificate.Definition;
        headers[Verdict] = certificate.Verdict;
        headers[Checks] = string.Create(
            CultureInfo.InvariantCulture,
            $"{certificate.ChecksPassed}/{certificate.ChecksMade}"
        );
        headers[Fresh] = certificate.Fresh ? "true" : "false";
        // The reason is words of any language, which headers cannot hold: number and end lead to it.
        if (certificate.Waiver is { } waiver)
            headers[Waiver] = string.Create(
                CultureInfo.InvariantCulture,
                $"{waiver.Id}; until={Instant(waiver.EndsAt)}"
            );
    }

    private static string Instant(DateTime at) =>
        at.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
