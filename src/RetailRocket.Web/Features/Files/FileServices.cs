namespace RetailRocket.Web.Features.Files;

/// <summary>Registers what the page of source files needs.</summary>
internal static class FileServices
{
    public static IServiceCollection AddFileFeatures(this IServiceCollection services)
    {
        services.AddScoped<FileQueries>();
        services.AddScoped<FileActions>();
        return services;
    }
}
