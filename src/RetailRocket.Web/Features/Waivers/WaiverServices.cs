namespace RetailRocket.Web.Features.Waivers;

internal static class WaiverServices
{
    public static void AddWaivers(this IServiceCollection services)
    {
        services.AddSingleton<WaiverDesk>();
        services.AddHostedService<WaiverUpkeep>();
        services.AddScoped<WaiverQueries>();
        services.AddScoped<WaiverActions>();
    }
}
