using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RetailRocket.Pipeline;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Web.Cli;

/// <summary>An open warehouse with the engine over it, for the length of one command.</summary>
public sealed class CommandSession : IAsyncDisposable
{
    private readonly Warehouse warehouse;
    private readonly ServiceProvider services;
    private readonly ILoggerFactory logs;

    private CommandSession(Warehouse warehouse, ServiceProvider services, ILoggerFactory logs, AppSettings settings)
    {
        this.warehouse = warehouse;
        this.services = services;
        this.logs = logs;
        Settings = settings;
    }

    public AppSettings Settings { get; }

    public PipelineCatalog Catalog => Get<PipelineCatalog>();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Opens the warehouse, or starts it, and brings the operations schema up to date.</summary>
    public static async Task<CommandSession> OpenAsync(
        AppSettings settings,
        PipelineCatalog catalog,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(settings);
        var logs = LoggerFactory.Create(builder =>
            builder
                .AddConfiguration(settings.Configuration.GetSection("Logging"))
                .AddProvider(new StandardErrorLoggerProvider())
                .SetMinimumLevel(LogLevel.Warning)
        );
        Warehouse? warehouse = null;
        try
        {
            warehouse = await Warehouse.OpenAsync(settings.Warehouse, logs, cancellationToken);
            await OperationsSchema.MigrateAsync(warehouse, cancellationToken);
            var services = new ServiceCollection()
                .AddSingleton(logs)
                .AddLogging()
                .AddPipelineEngine(warehouse, catalog)
                .BuildServiceProvider();
            return new CommandSession(warehouse, services, logs, settings);
        }
        catch
        {
            if (warehouse is not null)
                await warehouse.DisposeAsync();
            logs.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await warehouse.DisposeAsync();
        logs.Dispose();
    }
}
