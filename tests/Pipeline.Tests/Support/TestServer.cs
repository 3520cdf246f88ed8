using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using RetailRocket.Pipeline.Database;

namespace RetailRocket.Pipeline.Tests.Support;

/// <summary>
/// The one PostgreSQL server of a test assembly: started by the first test that asks, stopped when the tests are over.
/// </summary>
public sealed class TestServer : IAsyncDisposable
{
    private static readonly TestFolderOfProcess Data = new();
    private static readonly Lazy<Task<PrivateServer>> Server = new(StartAsync);
    private static readonly ConcurrentDictionary<string, Lazy<Task<SqlName>>> Templates = new();

    /// <summary>The server, started when it is not running yet.</summary>
    public static Task<PrivateServer> GetAsync() => Server.Value;

    /// <summary>
    /// A database to copy for tests: made and prepared once under its name, then copied for each
    /// <see cref="TestDatabase"/> in some 50 ms.
    /// </summary>
    public static Task<SqlName> TemplateAsync(string name, Func<Warehouse, Task> prepare) =>
        Templates.GetOrAdd(name, key => new(() => PrepareAsync(key, prepare))).Value;

    /// <summary>Called by the test framework at the end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!Server.IsValueCreated)
            return;
        try
        {
            await (await Server.Value).DisposeAsync();
        }
        finally
        {
            Data.Delete();
        }
    }

    private static async Task<PrivateServer> StartAsync()
    {
        await SweepAsync();
        return await PrivateServer.StartAsync(
            new PrivateServerOptions { DataFolder = Data.Path, Profile = ServerProfile.Disposable },
            NullLogger.Instance,
            CancellationToken.None
        );
    }

    private static async Task<SqlName> PrepareAsync(string name, Func<Warehouse, Task> prepare)
    {
        var database = new SqlName("template_" + name);
        var server = await GetAsync();
        await server.CreateDatabaseAsync(database, null, CancellationToken.None);
        await using var warehouse = Warehouse.Over(server, database.Value, NullLoggerFactory.Instance);
        await prepare(warehouse);
        return database;
    }

    // A test process that was killed leaves its server behind: join it, so that leaving it stops it.
    private static async Task SweepAsync()
    {
        if (!Directory.Exists(TestFolder.Root))
            return;
        foreach (var folder in Directory.EnumerateDirectories(TestFolder.Root, "*-server"))
        {
            var owner = Path.GetFileName(folder).Split('-')[0];
            if (!int.TryParse(owner, CultureInfo.InvariantCulture, out var id) || IsAlive(id))
                continue;
            try
            {
                await using (
                    await PrivateServer.StartAsync(
                        new PrivateServerOptions { DataFolder = folder, Profile = ServerProfile.Disposable },
                        NullLogger.Instance,
                        CancellationToken.None
                    )
                ) { }
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is WarehouseException or IOException)
            {
                // Another test process sweeps the same folder; one of them is enough.
            }
        }
    }

    private static bool IsAlive(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private sealed class TestFolderOfProcess
    {
        public string Path { get; } = System.IO.Path.Combine(TestFolder.Root, $"{Environment.ProcessId}-server");

        public void Delete()
        {
            if (Directory.Exists(Path))
                Directory.Delete(Path, recursive: true);
        }
    }
}
