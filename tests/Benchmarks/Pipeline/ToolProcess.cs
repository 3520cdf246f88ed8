using System.ComponentModel;
using System.Diagnostics;

namespace RetailRocket.Benchmarks.Pipeline;

/// <summary>A program other than the product's.</summary>
internal static class ToolProcess
{
    /// <summary>Runs it to its end.</summary>
    /// <returns>Standard output, and wall-clock seconds with the program's own start.</returns>
    /// <exception cref="BenchmarkException">It is not there, or fails.</exception>
    public static async Task<(string Output, double Seconds)> RunAsync(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellationToken
    )
    {
        var description = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            description.Environment[name] = value;
        var started = Stopwatch.GetTimestamp();
        using var process = Start(description);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            return process.ExitCode == 0
                ? (await output, seconds)
                : throw new BenchmarkException($"{program} failed: {(await error).Trim()}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(ProcessStartInfo description)
    {
        try
        {
            return Process.Start(description)!;
        }
        catch (Win32Exception error)
        {
            throw new BenchmarkException($"{description.FileName} does not start: {error.Message}");
        }
    }
}
