using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Tests.Support;

namespace RetailRocket.Pipeline.Tests.Database;

/// <summary>Private servers of a test's own, for tests that start, kill and break them.</summary>
public sealed class ServerFixture : IAsyncDisposable
{
    private readonly TestFolder folder = new();
    private readonly List<PrivateServer> started = [];

    public string Folder => folder.At("data");

    public PrivateServerOptions Options => new() { DataFolder = Folder, Profile = ServerProfile.Disposable };

    public Task<PrivateServer> StartAsync() => StartAsync(Options);

    public async Task<PrivateServer> StartAsync(PrivateServerOptions options)
    {
        var server = await PrivateServer.StartAsync(options, NullLogger.Instance, CancellationToken.None);
        started.Add(server);
        return server;
    }

    public string At(params string[] parts) => folder.At(parts);

    public static async Task<T> AskAsync<T>(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public static async Task RunAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Waits until a condition holds, at most ten seconds.</summary>
    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        var deadline = Environment.TickCount64 + 10_000;
        while (!condition())
        {
            Assert.True(Environment.TickCount64 < deadline, $"waited 10 s in vain until {what}");
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in started)
            await server.DisposeAsync();
        folder.Dispose();
    }
}
