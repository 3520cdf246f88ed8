using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace RetailRocket.Pipeline.Database;

/// <summary>A finished command: exit code, and standard output and error together, trimmed.</summary>
internal sealed record CommandResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;
}

/// <summary>Runs PostgreSQL's command line programs.</summary>
internal static class CommandLine
{
    /// <summary>
    /// Runs a program to its end. On cancellation the program itself is ended, not what it started (a server outlives
    /// its <c>pg_ctl</c>).
    /// </summary>
    /// <exception cref="WarehouseException">The program cannot be started.</exception>
    public static async Task<CommandResult> RunAsync(
        string program,
        IEnumerable<string> arguments,
        string? input,
        CancellationToken ct
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // The server's account may not be allowed into the current folder, and PostgreSQL's programs complain then.
            WorkingDirectory = "/",
        };
        // Somebody's PGDATA or PGOPTIONS must not reach this server; its messages are read, so they stay English.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        start.Environment.Remove("LANGUAGE");

        using var process = new Process { StartInfo = start };
        var output = new StringBuilder();
        void Keep(object _, DataReceivedEventArgs line)
        {
            if (line.Data is not null)
                lock (output)
                    output.AppendLine(line.Data);
        }
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;

        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            throw new WarehouseException($"{program} cannot be started: {e.Message}", e);
        }
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await WriteInputAsync(process, input, ct);
            await process.WaitForExitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
        lock (output)
            return new CommandResult(process.ExitCode, output.ToString().Trim());
    }

    private static async Task WriteInputAsync(Process process, string? input, CancellationToken ct)
    {
        try
        {
            if (input is not null)
                await process.StandardInput.WriteAsync(input.AsMemory(), ct);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended without reading; its exit code and output tell why.
        }
    }
}
