using System.Globalization;
using Microsoft.Extensions.Localization;
using RetailRocket.Web.Api.Certificates;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Targets;

/// <summary>Target lists as files, each with a JSON beside it that certifies it.</summary>
internal static class TargetsEndpoints
{
    private const string Path = "/download/targets/{segment}";

    public static void MapTargetFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{Path}.csv", SendFileAsync).RequireAuthorization(AccessTable.Policy(Feature.TargetsDownload));
        routes
            .MapGet($"{Path}.json", SendCertificateAsync)
            .RequireAuthorization(AccessTable.Policy(Feature.TargetsDownload));
        routes
            .MapGet(
                $"{Path}/days.csv",
                async Task (
                    HttpContext context,
                    CsvDownload download,
                    string segment,
                    string pipeline,
                    DateOnly from,
                    DateOnly to
                ) =>
                {
                    if (TargetLists.Of(pipeline)?.Segments.Contains(segment) == true)
                        await download.SendAsync(context, Days(pipeline, segment, from, to));
                    else
                        context.Response.StatusCode = StatusCodes.Status404NotFound;
                }
            )
            .RequireAuthorization(AccessTable.Policy(Feature.Targets));
    }

    // Sizes alone: who may see the page may have them.
    private static CsvFile Days(string pipeline, string segment, DateOnly from, DateOnly to) =>
        new(
            $"{segment}_{Formats.Iso(from)}_{Formats.Iso(to)}.csv",
            Feature.Targets,
            $"{pipeline} {segment} {Formats.Iso(from)}..{Formats.Iso(to)}",
            TargetsSql.Days,
            [("pipeline", pipeline), ("segment", segment), ("from", from), ("to", to)],
            (pipeline, from, to)
        );

    private static async Task<IResult> SendFileAsync(
        HttpContext context,
        TargetFiles files,
        IStringLocalizer<Text> words,
        string segment,
        string pipeline,
        DateOnly date,
        string? encoding
    )
    {
        if (FileEncodings.Parse(encoding) is not { } known)
            return Refused(words["Targets.UnknownEncoding", encoding!]);
        var request = new TargetFileRequest(pipeline, date, segment, known);
        await using var file = await files.OpenAsync(request, context.RequestAborted);
        if (file is null)
            return Missing(words, request);
        var certificate = file.Certificate;
        var response = context.Response;
        CsvResponse.Begin(response, certificate.File, known, certificate.Bytes);
        CertificateHeaders.Set(response, file.Standing.Pipeline, [file.Standing]);
        foreach (var (name, value) in Headers(certificate))
            response.Headers[name] = value;
        await file.WriteAsync(response.Body, context.RequestAborted);
        return Results.Empty;
    }

    private static async Task<IResult> SendCertificateAsync(
        HttpContext context,
        TargetFiles files,
        IStringLocalizer<Text> words,
        string segment,
        string pipeline,
        DateOnly date,
        string? encoding
    )
    {
        if (FileEncodings.Parse(encoding) is not { } known)
            return Refused(words["Targets.UnknownEncoding", encoding!]);
        var request = new TargetFileRequest(pipeline, date, segment, known);
        var certificate = await files.DescribeAsync(request, context.RequestAborted);
        return certificate is null ? Missing(words, request) : Results.Json(certificate);
    }

    private static IEnumerable<(string Name, string Value)> Headers(TargetFileCertificate certificate)
    {
        static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
        yield return ("X-RetailRocket-Rows", Number(certificate.Rows));
        yield return ("X-RetailRocket-Segment-Size", Number(certificate.SegmentSize));
        yield return ("X-RetailRocket-Rows-Cut", Number(certificate.RowsCut));
        yield return ("X-RetailRocket-Lost-Characters", Number(certificate.LostCharacters));
        yield return ("X-RetailRocket-Sha256", certificate.Sha256);
    }

    private static IResult Refused(string words) => Results.Text(words, statusCode: StatusCodes.Status400BadRequest);

    private static IResult Missing(IStringLocalizer<Text> words, TargetFileRequest request) =>
        Results.Text(
            words["Targets.NoFile", request.Segment, Formats.Iso(request.Date), request.Pipeline],
            statusCode: StatusCodes.Status404NotFound
        );
}
