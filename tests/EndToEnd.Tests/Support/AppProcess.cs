using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace RetailRocket.EndToEnd.Tests.Support;

/// <summary>The product as a person starts it: a process of its own with a data folder of its own.</summary>
public sealed partial class AppProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly StringBuilder errors = new();
    private Process? process;

    private AppProcess(string dataFolder, int port)
    {
        DataFolder = dataFolder;
        Port = port;
    }

    public string DataFolder { get; }
    public int Port { get; }
    public string Address => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    /// <summary>The first admin's password as the terminal showed it; null on later starts.</summary>
    public string? FirstPassword =>
        PasswordLine().Match(Said()) is { Success: true } match ? match.Groups[1].Value : null;

    /// <param name="options">Such as <c>--no-sample</c>.</param>
    public static async Task<AppProcess> StartAsync(params string[] options)
    {
        var folder = Path.Combine(
            Path.GetTempPath(),
            "retailrocket-tests",
            $"{Environment.ProcessId}-e2e-{Guid.NewGuid().ToString("N")[..8]}"
        );
        Directory.CreateDirectory(folder);
        // The schedule fires half a day away: at its own hour it would run what a test left waiting.
        var hour = (DateTime.UtcNow.Hour + 9 + 12) % 24;
        Pipelines.Copy(
            SqlFolderOf(folder),
            "0 0 9 * * ?",
            string.Create(CultureInfo.InvariantCulture, $"0 0 {hour} * * ?")
        );
        var app = new AppProcess(folder, FreePort());
        await app.LaunchAsync(options);
        return app;
    }

    /// <summary>Ends the process in one go, as a crash would, and starts it on the same port and data.</summary>
    public async Task RestartAsync(params string[] options)
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        await LaunchAsync(options);
    }

    /// <summary>Runs a command beside the running app, on the same data.</summary>
    /// <returns>Standard output.</returns>
    public Task<string> RunAsync(params string[] arguments) => RunAsync(null, 0, arguments);

    /// <summary>Runs a command with pipelines of its own.</summary>
    /// <param name="sqlFolder">Pipelines to use instead of those that ship; null for those.</param>
    /// <param name="exitCode">What the command has to end with.</param>
    /// <returns>Standard output.</returns>
    public async Task<string> RunAsync(string? sqlFolder, int exitCode, params string[] arguments)
    {
        var description = Description([.. arguments, "--data", DataFolder]);
        if (sqlFolder is not null)
            description.Environment["SqlFolder"] = sqlFolder;
        using var command = Process.Start(description)!;
        var output = command.StandardOutput.ReadToEndAsync();
        var error = command.StandardError.ReadToEndAsync();
        await command.WaitForExitAsync();
        Assert.True(command.ExitCode == exitCode, $"{string.Join(' ', arguments)}: {await error}");
        return await output;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            // Not killed, so that the private server goes with it; nor interrupted, which what a script starts in the
            // background ignores.
            using var terminate = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await terminate.WaitForExitAsync();
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        process?.Dispose();
        Directory.Delete(DataFolder, recursive: true);
    }

    private async Task LaunchAsync(string[] options)
    {
        lock (errors)
            errors.Clear();
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process = Process.Start(
            Description([.. options, "--port", Port.ToString(CultureInfo.InvariantCulture), "--data", DataFolder])
        )!;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errors)
                errors.AppendLine(line.Data);
            if (line.Data is null || line.Data.StartsWith("Serving ", StringComparison.Ordinal))
                ready.TrySetResult();
        };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        await ready.Task.WaitAsync(Patience);
        Assert.False(process.HasExited, $"The app ended instead of serving:\n{Said()}");
    }

    private ProcessStartInfo Description(IEnumerable<string> arguments) =>
        new("dotnet", [Repository.Program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
            Environment =
            {
                ["SqlFolder"] = SqlFolderOf(DataFolder),
                // The pages of alerts have something to show when they are walked.
                ["Alerts__LookEverySeconds"] = "1",
            },
        };

    private static string SqlFolderOf(string dataFolder) => Path.Combine(dataFolder, "sql");

    private string Said()
    {
        lock (errors)
            return errors.ToString();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"^password\s+(\S+)", RegexOptions.Multiline)]
    private static partial Regex PasswordLine();
}
