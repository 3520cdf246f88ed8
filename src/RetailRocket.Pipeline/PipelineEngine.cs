using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Explaining;
using RetailRocket.Pipeline.Landing;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Quality;
using RetailRocket.Pipeline.Quality.Workshop;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Pipeline;

/// <summary>Registers the engine over an open warehouse.</summary>
public static class PipelineEngine
{
    /// <summary>Adds landing, runs, publishing and reading as singletons. The warehouse stays its opener's to dispose.</summary>
    public static IServiceCollection AddPipelineEngine(
        this IServiceCollection services,
        Warehouse warehouse,
        PipelineCatalog catalog
    )
    {
        ArgumentNullException.ThrowIfNull(warehouse);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(warehouse);
        services.AddSingleton(catalog);
        services.AddSingleton<IDbContextFactory<OperationsContext>>(new OperationsFactory(warehouse));
        services.AddSingleton(provider => new SourceLander(
            warehouse.Runner,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SourceLander>>()
        ));
        services.AddSingleton(provider => new PipelineSchema(
            warehouse.Runner,
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(provider => new RunRecovery(
            warehouse.Runner,
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(provider => new Publisher(
            warehouse.Runner,
            provider.GetRequiredService<IDbContextFactory<OperationsContext>>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<HeldRuns>(provider, warehouse.Runner));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<WaiverService>(provider, warehouse.Runner));
        services.AddSingleton(new PublishedReader(warehouse.Reader));
        services.AddSingleton(new CertificateReader(warehouse.Reader));
        services.AddSingleton<ExportWriter>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<RunService>(provider, warehouse.Runner));
        services.AddSingleton<RunRehearsal>();
        services.AddSingleton<DueDates>();
        services.AddSingleton<PipelineStatusReader>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<CheckWorkshop>(provider, warehouse));
        services.AddSingleton(new Explainer(warehouse.Runner));
        services.AddSingleton(new WhatIfReader(warehouse.Runner));
        return services;
    }

    private sealed class OperationsFactory(Warehouse warehouse) : IDbContextFactory<OperationsContext>
    {
        private readonly DbContextOptions<OperationsContext> options = OperationsSchema
            .OptionsFor(warehouse.Runner)
            .Options;

        public OperationsContext CreateDbContext() => new(options);
    }
}
