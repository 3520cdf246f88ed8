using Microsoft.AspNetCore.Http.Extensions;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Catalogue;

/// <summary>What the pages of the catalogue show, as files.</summary>
internal static class CatalogueEndpoints
{
    public static void MapCatalogueFiles(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/catalogue/tables.csv",
                async (HttpContext context, ViewReader views, CatalogueQueries tables, string? q, LineageKind? layer) =>
                {
                    var view = await views.ReadAsync(context.Request.GetEncodedUrl(), context.RequestAborted);
                    var model = await tables.ReadAsync(view.Pipeline, view.To, context.RequestAborted);
                    await RowsFile.SendAsync(
                        context,
                        $"{view.Pipeline}_tables.csv",
                        CatalogueFilter.Of(model.Tables, q, layer),
                        ("table", table => table.Name),
                        ("layer", table => table.Kind),
                        ("verdict", table => table.Verdict),
                        ("grain", table => table.Grain),
                        ("estimated_rows", table => table.EstimatedRows),
                        ("bytes", table => table.Bytes),
                        ("last_date", table => table.LastDate),
                        ("fresh_at", table => table.FreshAt),
                        ("columns", table => table.Columns)
                    );
                }
            )
            .RequireAuthorization(AccessTable.Policy(Feature.Catalogue));
        routes
            .MapGet(
                "/catalogue/{table}/columns.csv",
                async (HttpContext context, ViewReader views, CatalogueQueries tables, string table) =>
                {
                    var view = await views.ReadAsync(context.Request.GetEncodedUrl(), context.RequestAborted);
                    var found = await tables.FindAsync(view.Pipeline, table, view.To, context.RequestAborted);
                    if (found is null)
                    {
                        context.Response.StatusCode = StatusCodes.Status404NotFound;
                        return;
                    }
                    await RowsFile.SendAsync(
                        context,
                        $"{found.Entry.Name}_columns.csv",
                        found.Columns,
                        ("column", column => column.Name),
                        ("type", column => column.Type),
                        ("nullable", column => column.IsNullable),
                        ("key", column => column.IsKey),
                        ("meaning", column => column.Meaning)
                    );
                }
            )
            .RequireAuthorization(AccessTable.Policy(Feature.Catalogue));
    }
}
