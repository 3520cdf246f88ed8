using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace RetailRocket.Benchmarks.Schedule;

/// <summary>One of several instances of the app on one database: a process of its own that a test kills and starts again.</summary>
internal sealed class ScheduledApp(ScheduledApps apps) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private Process? process;

    /// <summary>As the journal of firings names it.</summary>
    public string Instance => string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{process!.Id}");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        process?.Dispose();
        var start = new ProcessStartInfo(
            "dotnet",
            [apps.Program, "--no-sample", "--port", "0", "--data", apps.DataFolder]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in apps.Environment)
            start.Environment[name] = value;
        var said = new StringBuilder();
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process = Process.Start(start)!;
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
            return;
        lock (said)
            throw new InvalidOperationException($"The app does not start:\n{said}");
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        process!.Kill();
        await process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Ends it in an orderly way, so that the last one takes the private server with it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            var id = process.Id.ToString(CultureInfo.InvariantCulture);
            using var terminate = Process.Start("kill", ["-TERM", id]);
            await terminate.WaitForExitAsync();
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        process?.Dispose();
    }
}
