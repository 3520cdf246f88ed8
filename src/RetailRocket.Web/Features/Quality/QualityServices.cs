using RetailRocket.Pipeline.Quality.Workshop;
using RetailRocket.Web.Features.Quality.Workshop;

namespace RetailRocket.Web.Features.Quality;

internal static class QualityServices
{
    public static void AddQuality(this IServiceCollection services)
    {
        services.AddScoped<QualityQueries>();
        services.AddScoped<QualityFiles>();
        services.AddScoped<QuarantineQueries>();
        services.AddScoped<RunComparison>();
        services.AddScoped<RunDifferences>();
        services.AddScoped<DateQueries>();
        services.AddSingleton<WorkshopSettings>();
        services.AddSingleton(provider => new CheckProposals(provider.GetRequiredService<WorkshopSettings>().Folder));
        services.AddScoped<WorkshopActions>();
    }
}
