using System.Globalization;

namespace RetailRocket.Web.Api.Certificates;

/// <summary>The certificate for clients that read headers: the only place for it where the body is CSV.</summary>
internal static class CertificateHeaders
{
    public const string AsOf = "X-Certificate-As-Of";
    public const string Run = "X-Certificate-Run";
    public const string PublishedAt = "X-Certificate-Published-At";
    public const string Definition = "X-Certificate-Definition";
    public const string Verdict = "X-Certificate-Verdict";
    public const string Fresh = "X-Certificate-Fresh";

    /// <summary>Each with the key of its words.</summary>
    public static IReadOnlyList<(string Name, string WordsKey)> All { get; } =
    [
        (AsOf, "Api.Header.AsOf"),
        (Run, "Api.Header.Run"),
        (PublishedAt, "Api.Header.PublishedAt"),
        (Definition, "Api.Header.Definition"),
        (Verdict, "Api.Header.Verdict"),
        (Fresh, "Api.Header.Fresh"),
    ];

    /// <summary>Sets them; none when nothing is published.</summary>
    public static void Set(HttpResponse response, ApiCertificate? certificate)
    {
        if (certificate is null)
            return;
        var headers = response.Headers;
        headers[AsOf] = certificate.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        headers[Run] = certificate.Run.ToString(CultureInfo.InvariantCulture);
        headers[PublishedAt] = certificate.PublishedAt.ToString(
            "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
            CultureInfo.InvariantCulture
        );
        headers[Definition] = certificate.Definition;
        headers[Verdict] = certificate.Verdict;
        headers[Fresh] = certificate.Fresh ? "true" : "false";
    }
}
