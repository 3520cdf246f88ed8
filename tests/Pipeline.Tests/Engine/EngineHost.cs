using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Landing;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Pipeline.Tests.Support;

namespace RetailRocket.Pipeline.Tests.Engine;

/// <summary>The engine over a database of its own, driven as the commands drive it.</summary>
public sealed class EngineHost : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly ServiceProvider services;
    private readonly TestFolder folder = new();

    private EngineHost(TestDatabase database, ServiceProvider services, PipelineDefinition definition)
    {
        this.database = database;
        this.services = services;
        Definition = definition;
    }

    /// <summary>The pipeline as its files were when it was last read.</summary>
    public PipelineDefinition Definition { get; private set; }
    public Warehouse Warehouse => database.Warehouse;
    public string ExportFolder => folder.At("exports");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The pipelines that ship with the product, copied beside the tests.</summary>
    public static string ShippedSql => Path.Combine(AppContext.BaseDirectory, "sql");

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public static async Task<EngineHost> CreateAsync(
        string pipeline = "retailrocket",
        string? sqlFolder = null,
        params IModelStep[] steps
    )
    {
        var template = await TestServer.TemplateAsync(
            "operations",
            warehouse => OperationsSchema.MigrateAsync(warehouse, CancellationToken.None)
        );
        var database = await TestDatabase.CreateAsync(template);
        await OperationsSchema.MigrateAsync(database.Warehouse, Token);
        var catalog = PipelineCatalog.Open(sqlFolder ?? ShippedSql);
        var collection = new ServiceCollection().AddLogging().AddPipelineEngine(database.Warehouse, catalog);
        foreach (var step in steps)
            collection.AddSingleton(step);
        var services = collection.BuildServiceProvider();
        var host = new EngineHost(database, services, catalog.Get(pipeline));
        await host.Get<PipelineSchema>().EnsureAsync(host.Definition, Token);
        return host;
    }

    /// <summary>Reads the pipeline's files again, after one of them was edited.</summary>
    public void Reread() => Definition = Get<PipelineCatalog>().Get(Definition.Name);

    public Task<LandingReport> LandAsync(string source, bool force = false) =>
        Get<SourceLander>().LandAsync(Definition, source, new LandingOptions { Force = force }, null, Token);

    public Task<RunResult> RunAsync(
        string from,
        string? to = null,
        int workers = 2,
        bool force = false,
        bool hold = false
    ) =>
        Get<RunService>()
            .RunAsync(
                new RunRequest
                {
                    Definition = Definition,
                    Range = new DateRange(Day(from), Day(to ?? from)),
                    Workers = workers,
                    Force = force,
                    Hold = hold,
                    ExportFolder = ExportFolder,
                },
                null,
                Token
            );

    /// <summary>Published rows as <c>pipeline show</c> prints them.</summary>
    public async Task<string> ShowAsync(string table, string? date = null)
    {
        using var output = new MemoryStream();
        await Get<PublishedReader>()
            .WriteCsvAsync(Definition, table, date is null ? null : Day(date), output, null, null, Token);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    /// <summary>All published tables, for a comparison before and after.</summary>
    public async Task<string> ShowAllAsync(string? date = null)
    {
        var text = new StringBuilder();
        foreach (var model in Definition.Models.Where(model => model.Layer == ModelLayer.Kpi))
            text.AppendLine(model.Table).AppendLine(await ShowAsync(model.Table, date));
        return text.ToString();
    }

    public Task<IReadOnlyList<DateStatus>> StatusAsync() =>
        Get<PipelineStatusReader>().ReadAsync(Definition, null, Token);

    public async Task<DateStatus> StatusAsync(string date) =>
        Assert.Single(
            await Get<PipelineStatusReader>().ReadAsync(Definition, new DateRange(Day(date), Day(date)), Token)
        );

    public async Task<T> ReadAsync<T>(Func<OperationsContext, Task<T>> query)
    {
        await using var context = await Get<IDbContextFactory<OperationsContext>>().CreateDbContextAsync(Token);
        return await query(context);
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Warehouse.Owner.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Token))!;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Warehouse.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Token);
    }

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
        folder.Dispose();
    }
}
