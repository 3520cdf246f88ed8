using System.Globalization;
using Microsoft.Extensions.Localization;
using RetailRocket.Web.Api.Certificates;
using RetailRocket.Web.Features.Targets;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Campaigns;

/// <summary>The groups of campaigns as files, each with a JSON beside it that certifies it; and the suppression list.</summary>
internal static class CampaignEndpoints
{
    private const string Path = "/download/campaigns/{campaign:long}/{group}";

    public static void MapCampaignFiles(this IEndpointRouteBuilder routes)
    {
        var policy = AccessTable.Policy(Feature.Campaigns);
        routes.MapGet($"{Path}.csv", SendFileAsync).RequireAuthorization(policy);
        routes.MapGet($"{Path}.json", SendCertificateAsync).RequireAuthorization(policy);
        routes
            .MapGet(
                "/download/suppressed.csv",
                (HttpContext context, CsvDownload download, string pipeline) =>
                    download.SendAsync(context, Suppressed(pipeline))
            )
            .RequireAuthorization(policy);
    }

    private static CsvFile Suppressed(string pipeline) =>
        new(
            "suppressed_visitors.csv",
            Feature.Campaigns,
            $"{pipeline} suppressed visitors",
            """
            select visitor_id, added_at, added_by
            from ops.suppressed_visitors
            where pipeline = @pipeline
            order by visitor_id
            """,
            [("pipeline", pipeline)]
        );

    private static async Task<IResult> SendFileAsync(
        HttpContext context,
        CampaignFiles files,
        IStringLocalizer<Text> words,
        long campaign,
        string group,
        string pipeline,
        string? encoding
    )
    {
        if (Request(pipeline, campaign, group, encoding) is not { } request)
            return Refused(words);
        var certificate = await files.OpenAsync(request, context.RequestAborted);
        if (certificate is null)
            return Missing(words);
        var response = context.Response;
        CsvResponse.Begin(response, certificate.File, request.Encoding, certificate.Bytes);
        foreach (var (name, value) in Headers(certificate))
            response.Headers[name] = value;
        await files.WriteAsync(request, response.Body, context.RequestAborted);
        return Results.Empty;
    }

    private static async Task<IResult> SendCertificateAsync(
        HttpContext context,
        CampaignFiles files,
        IStringLocalizer<Text> words,
        long campaign,
        string group,
        string pipeline,
        string? encoding
    )
    {
        if (Request(pipeline, campaign, group, encoding) is not { } request)
            return Refused(words);
        var certificate = await files.DescribeAsync(request, context.RequestAborted);
        return certificate is null ? Missing(words) : Results.Json(certificate);
    }

    private static CampaignFileRequest? Request(string pipeline, long campaign, string group, string? encoding) =>
        CampaignFiles.Parse(group) is { } part && FileEncodings.Parse(encoding) is { } known
            ? new CampaignFileRequest(pipeline, campaign, part, known)
            : null;

    private static IEnumerable<(string Name, string Value)> Headers(CampaignFileCertificate certificate)
    {
        static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
        yield return (CertificateHeaders.AsOf, Formats.Iso(certificate.AsOf));
        yield return (CertificateHeaders.Run, Number(certificate.Run));
        yield return (CertificateHeaders.Verdict, certificate.Verdict);
        yield return (CertificateHeaders.Definition, certificate.Definition);
        if (certificate.Waiver is { } waiver)
            yield return (CertificateHeaders.Waiver, Number(waiver));
        yield return ("X-RetailRocket-Rows", Number(certificate.Rows));
        yield return ("X-RetailRocket-Listed", Number(certificate.Listed));
        yield return ("X-RetailRocket-Fatigued", Number(certificate.Fatigued));
        yield return ("X-RetailRocket-Suppressed", Number(certificate.Suppressed));
        yield return ("X-RetailRocket-Lost-Characters", Number(certificate.LostCharacters));
        yield return ("X-RetailRocket-Sha256", certificate.Sha256);
    }

    private static IResult Refused(IStringLocalizer<Text> words) =>
        Results.Text(words["Campaign.BadFile"], statusCode: StatusCodes.Status400BadRequest);

    private static IResult Missing(IStringLocalizer<Text> words) =>
        Results.Text(words["Campaign.NoFile"], statusCode: StatusCodes.Status404NotFound);
}
