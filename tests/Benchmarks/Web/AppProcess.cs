using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RetailRocket.Benchmarks.Web;

/// <summary>The product as a person starts it: a process of its own, serving.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process process;

    private AppProcess(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    public Uri Address { get; }
    public int ProcessId => process.Id;

    /// <summary>Starts it on a free port over data that is there.</summary>
    public static async Task<AppProcess> StartAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var port = FreePort().ToString(CultureInfo.InvariantCulture);
        var process = Process.Start(Description(dataFolder, "--no-sample", "--port", port))!;
        var said = new StringBuilder();
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.ErrorDataReceived += (_, line) =>
        {
            lock (said)
                said.AppendLine(line.Data);
            if (line.Data is null || line.Data.StartsWith("Serving ", StringComparison.Ordinal))
                ready.TrySetResult();
        };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        await ready.Task.WaitAsync(Patience, cancellationToken);
        if (!process.HasExited)
            return new AppProcess(process, new Uri($"http://127.0.0.1:{port}/"));
        lock (said)
            throw new BenchmarkException($"The app does not start:\n{said}");
    }

    /// <summary>Runs one of the product's commands.</summary>
    /// <returns>Standard output.</returns>
    /// <exception cref="BenchmarkException">Its exit code is none of <paramref name="accepted"/>.</exception>
    public static async Task<string> RunAsync(
        string dataFolder,
        int[] accepted,
        CancellationToken cancellationToken,
        params string[] arguments
    )
    {
        using var command = Process.Start(Description(dataFolder, arguments))!;
        try
        {
            var output = command.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = command.StandardError.ReadToEndAsync(cancellationToken);
            await command.WaitForExitAsync(cancellationToken);
            return accepted.Contains(command.ExitCode)
                ? await output
                : throw new BenchmarkException($"{string.Join(' ', arguments)} failed:\n{await error}");
        }
        finally
        {
            if (!command.HasExited)
                command.Kill();
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Not killed, so that the private server goes with it; nor interrupted, which what a script starts in the
        // background ignores.
        if (!process.HasExited)
        {
            using var terminate = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await terminate.WaitForExitAsync();
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        process.Dispose();
    }

    private static ProcessStartInfo Description(string dataFolder, params string[] arguments) =>
        new("dotnet", [Repository.Program, .. arguments, "--data", dataFolder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["SqlFolder"] = Path.Combine(Repository.Root, "sql"),
                // The people of the benchmark ask more often than people do.
                ["Api__RequestsPerMinute"] = "1000000",
            },
        };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
