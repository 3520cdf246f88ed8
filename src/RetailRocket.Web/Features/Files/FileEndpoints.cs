using Microsoft.AspNetCore.Http.Extensions;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Files;

/// <summary>The ledger of source files as a file.</summary>
internal static class FileEndpoints
{
    public static void MapSourceFiles(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/runs/files.csv",
                async (HttpContext context, ViewReader views, FileQueries files, string source) =>
                {
                    var view = await views.ReadAsync(context.Request.GetEncodedUrl(), context.RequestAborted);
                    var model = await files.ReadAsync(view.Pipeline, context.RequestAborted);
                    if (model.Sources.FirstOrDefault(known => known.Name == source) is not { } found)
                    {
                        context.Response.StatusCode = StatusCodes.Status404NotFound;
                        return;
                    }
                    await RowsFile.SendAsync(
                        context,
                        $"{view.Pipeline}_{found.Name}_files.csv",
                        found.Files,
                        ("name", file => file.Name),
                        ("state", file => file.State),
                        ("rows", file => file.Rows),
                        ("rejected", file => file.Rejected),
                        ("undated", file => file.Undated),
                        ("first_date", file => file.FirstDate),
                        ("last_date", file => file.LastDate),
                        ("bytes", file => file.Bytes),
                        ("sha256", file => file.Sha256),
                        ("landed_at", file => file.LandedAt),
                        ("replaced_at", file => file.ReplacedAt)
                    );
                }
            )
            .RequireAuthorization(AccessTable.Policy(Feature.SourceFiles));
}
