namespace RetailRocket.Web.Features.Targets;

internal static class TargetsServices
{
    public static void AddTargets(this IServiceCollection services)
    {
        services.AddScoped<TargetsQueries>();
        services.AddScoped<VisitorQueries>();
        services.AddScoped<TargetFiles>();
    }
}
