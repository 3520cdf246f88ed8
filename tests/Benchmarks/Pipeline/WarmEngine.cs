using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using RetailRocket.Pipeline;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Landing;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Benchmarks.Pipeline;

/// <summary>
/// The engine in a process that goes on running, composed as the app composes it: what a run takes that is started from the
/// page <em>Runs</em> or by the schedule, when programs are loaded and connections are open.
/// </summary>
internal sealed class WarmEngine : IAsyncDisposable
{
    private readonly Warehouse warehouse;
    private readonly ServiceProvider services;
    private readonly PipelineDefinition definition;
    private readonly string exports;

    private WarmEngine(Warehouse warehouse, ServiceProvider services, string exports)
    {
        this.warehouse = warehouse;
        this.services = services;
        this.exports = exports;
        definition = services.GetRequiredService<PipelineCatalog>().Get("retailrocket");
    }

    /// <param name="dataFolder">Its private server is used, and started when no app runs over it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<WarmEngine> OpenAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var warehouse = await Warehouse.OpenAsync(
            new WarehouseOptions { DataFolder = dataFolder },
            NullLoggerFactory.Instance,
            cancellationToken
        );
        var services = new ServiceCollection()
            .AddLogging()
            .AddPipelineEngine(warehouse, PipelineCatalog.Open(Path.Combine(Repository.Root, "sql")))
            .BuildServiceProvider();
        return new WarmEngine(warehouse, services, Path.Combine(dataFolder, "exports"));
    }

    /// <summary>Lands, builds, checks, publishes and exports the files of a folder.</summary>
    public async Task<ProductTime> PublishAsync(string folder, DateRange dates, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var landed = await LandAsync(folder, new LandingOptions(), cancellationToken);
        var result = await services
            .GetRequiredService<RunService>()
            .RunAsync(
                new RunRequest
                {
                    Definition = definition,
                    Range = dates,
                    ExportFolder = exports,
                },
                null,
                cancellationToken
            );
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new ProductTime(
            seconds,
            landed,
            seconds - landed,
            result.RunId,
            result.Dates.Count(published => published.Published)
        );
    }

    /// <summary>Lands the files of a folder.</summary>
    /// <returns>Seconds.</returns>
    public async Task<double> LandAsync(string folder, LandingOptions options, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await services
            .GetRequiredService<SourceLander>()
            .LandAsync(definition, folder, options, null, cancellationToken);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Published dates whose figures no longer follow from what is loaded, in order.</summary>
    public async Task<IReadOnlyList<DateOnly>> StaleAsync(CancellationToken cancellationToken)
    {
        var dates = await services
            .GetRequiredService<PipelineStatusReader>()
            .ReadAsync(definition, null, cancellationToken);
        return [.. dates.Where(date => date.Stale is not null).Select(date => date.Date)];
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await warehouse.DisposeAsync();
    }
}
