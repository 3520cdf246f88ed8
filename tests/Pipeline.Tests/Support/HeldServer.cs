using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using RetailRocket.Pipeline.Database;

namespace RetailRocket.Pipeline.Tests.Support;

/// <summary>
/// Another process that holds a private server: this test program itself, started with a variable that makes it join a
/// server and wait instead of running tests.
/// </summary>
public sealed class HeldServer : IAsyncDisposable
{
    private const string Variable = "RETAILROCKET_TESTS_HOLD_SERVER";
    private readonly Process process;

    private HeldServer(Process process) => this.process = process;

    public int HolderProcessId => process.Id;

    /// <summary>Starts the process and waits until it has joined the server.</summary>
    public static async Task<HeldServer> StartAsync(string dataFolder, CancellationToken ct)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(HeldServer).Assembly.Location])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[Variable] = dataFolder;
        var process = Process.Start(start)!;
        var held = new HeldServer(process);
        var said = await process.StandardOutput.ReadLineAsync(ct);
        Assert.True(said == "joined", $"the holder said \"{said}\" {await ErrorAsync(process, said, ct)}");
        return held;
    }

    /// <summary>Asks the process to end (SIGTERM) and waits for it.</summary>
    public async Task TerminateAsync(CancellationToken ct)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync(ct);
        await process.WaitForExitAsync(ct);
    }

    /// <summary>Ends the process without warning (SIGKILL).</summary>
    public async Task KillAsync(CancellationToken ct)
    {
        process.Kill();
        await process.WaitForExitAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync(CancellationToken.None);
        process.Dispose();
    }

    private static async Task<string> ErrorAsync(Process process, string? said, CancellationToken ct) =>
        said == "joined" ? "" : await process.StandardError.ReadToEndAsync(ct);

    // Runs before anything else of this assembly. Only this thread may use the assembly until it returns, and it does not
    // return: everything asynchronous happens inside the engine.
    [ModuleInitializer]
    internal static void HoldWhenAsked()
    {
        var folder = Environment.GetEnvironmentVariable(Variable);
        if (folder is null)
            return;
        var options = new PrivateServerOptions { DataFolder = folder, Profile = ServerProfile.Disposable };
        using var host = new HostBuilder().UseConsoleLifetime().Build();
        var server = PrivateServer
            .StartAsync(options, NullLogger.Instance, CancellationToken.None)
            .GetAwaiter()
            .GetResult();
        host.Start();
        Console.WriteLine("joined");
        host.WaitForShutdown();
        server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Environment.Exit(0);
    }
}
