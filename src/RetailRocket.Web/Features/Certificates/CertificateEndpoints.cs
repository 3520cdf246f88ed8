using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Web.Cli;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Certificates;

/// <summary>The manifest of a published date's files, as it lies beside them.</summary>
internal static class CertificateEndpoints
{
    public static void MapCertificates(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/certificates/{date}/manifest.json", SendManifestAsync)
            .RequireAuthorization(AccessTable.Policy(Feature.Certificate));

    private static async Task<IResult> SendManifestAsync(
        PipelineCatalog catalog,
        CertificateReader certificates,
        AppSettings settings,
        DateOnly date,
        string pipeline,
        CancellationToken cancellationToken
    )
    {
        if (!catalog.Names.Contains(pipeline))
            return Results.NotFound();
        var definition = catalog.Get(pipeline);
        var path = Path.Combine(RunService.FolderOf(settings.ExportFolder, definition, date), ExportManifest.FileName);
        var certificate = await certificates.FindAsync(definition, date, cancellationToken);
        if (certificate is null || !File.Exists(path))
            return Results.NotFound();
        var content = await File.ReadAllBytesAsync(path, cancellationToken);
        var manifest = await ExportManifest.ReadAsync(new MemoryStream(content), cancellationToken);
        // Between a decision and the writing of its files the folder still holds the ones before.
        return manifest?.Run == certificate.RunId ? Results.File(content, "application/json") : Results.NotFound();
    }
}
