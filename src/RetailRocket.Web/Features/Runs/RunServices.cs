using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Web.Features.Runs;

/// <summary>Registers what the pages of runs need.</summary>
internal static class RunServices
{
    public static IServiceCollection AddRunFeatures(this IServiceCollection services)
    {
        services.AddSingleton<SourceFolders>();
        services.AddSingleton<WorkSteps>();
        services.AddSingleton(provider => new RunCenter(
            provider.GetRequiredService<PipelineCatalog>(),
            provider.GetRequiredService<WorkSteps>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RunCenter>>()
        ));
        services.AddHostedService<WorkShutdown>();
        services.AddSingleton<RunApprovals>();
        services.AddScoped<RunQueries>();
        services.AddScoped<RunActions>();
        return services;
    }
}
