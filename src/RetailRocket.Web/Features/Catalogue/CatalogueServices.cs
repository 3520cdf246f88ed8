namespace RetailRocket.Web.Features.Catalogue;

/// <summary>Registers what the pages of the catalogue need.</summary>
internal static class CatalogueServices
{
    public static IServiceCollection AddCatalogueFeatures(this IServiceCollection services) =>
        services.AddScoped<CatalogueQueries>();
}
