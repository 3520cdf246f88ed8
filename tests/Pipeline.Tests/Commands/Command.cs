using System.Diagnostics;
using System.Text.Json;
using RetailRocket.Pipeline.Database;

namespace RetailRocket.Pipeline.Tests.Commands;

/// <summary>The product's command line as a process of its own.</summary>
public sealed class Command : IDisposable
{
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> error;

    private Command(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        error = process.StandardError.ReadToEndAsync();
    }

    public int ProcessId => process.Id;
    public bool HasExited => process.HasExited;

    /// <param name="dataFolder">The data folder of the private server.</param>
    /// <param name="sqlFolder">Pipelines to use instead of those that ship.</param>
    public static Command Start(string dataFolder, string? sqlFolder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "RetailRocket.Web.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.ArgumentList.Add("--data");
        start.ArgumentList.Add(dataFolder);
        start.Environment["Warehouse__Profile"] = nameof(ServerProfile.Disposable);
        if (sqlFolder is not null)
            start.Environment["SqlFolder"] = sqlFolder;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new Command(process);
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<CommandResult> RunAsync(string dataFolder, params string[] arguments)
    {
        using var command = Start(dataFolder, null, arguments);
        return await command.WaitAsync();
    }

    public async Task<CommandResult> WaitAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CommandResult(process.ExitCode, await output, await error);
    }

    /// <summary>kill -9.</summary>
    public void Kill() => process.Kill();

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }
}

/// <summary>What a command left.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Fails with everything the command wrote when it did not end as expected.</summary>
    public CommandResult Expect(int exitCode)
    {
        if (ExitCode != exitCode)
            Assert.Fail($"exit {ExitCode} instead of {exitCode}\n{Error}\n{Output}");
        return this;
    }
}
