using System.Globalization;
using RetailRocket.Pipeline.Landing;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Samples;
using Spectre.Console;

namespace RetailRocket.Web.Cli;

/// <summary>
/// Progress on standard error: live bars on a terminal, plain lines otherwise. Standard output stays the command's result.
/// </summary>
public sealed class TerminalProgress : IProgress<LandingProgress>, IProgress<RunProgress>, IProgress<SampleProgress>
{
    private readonly Lock gate = new();
    private readonly ProgressContext? bars;
    private readonly Dictionary<string, ProgressTask> tasks = [];
    private readonly Dictionary<string, DateTime> lastLines = [];

    private TerminalProgress(ProgressContext? bars) => this.bars = bars;

    /// <summary>Runs <paramref name="work"/> with progress shown while it lasts.</summary>
    public static async Task<T> ShowAsync<T>(Func<TerminalProgress, Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (Console.IsErrorRedirected)
            return await work(new TerminalProgress(null));
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console
            .Progress()
            .AutoClear(false)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new ElapsedTimeColumn()
            )
            .StartAsync(context => work(new TerminalProgress(context)));
    }

    public void Report(LandingProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var left = value.TimeLeft is { } time ? $", {Format(time)} left" : "";
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{value.File}: {value.Rows:N0} rows, {value.RowsPerSecond / 1000.0:N0} k rows/s{left}"
        );
        var share = value.BytesTotal == 0 ? 1 : (double)value.BytesRead / value.BytesTotal;
        Show($"land {value.File}", text, share, share >= 1);
    }

    public void Report(RunProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Kind == "lock")
            return;
        var share = value.Total == 0 ? 0 : (double)value.Done / value.Total;
        if (bars is not null)
        {
            var state = value.State == RunStepState.Started ? value.Name : $"{value.Name} {value.Rows:N0} rows";
            Show("run", string.Create(CultureInfo.InvariantCulture, $"run {value.RunId}: {state}"), share, share >= 1);
        }
        else if (value.State is RunStepState.Finished or RunStepState.Failed)
        {
            var outcome =
                value.State == RunStepState.Failed
                    ? "FAILED"
                    : $"{value.Rows.ToString("N0", CultureInfo.InvariantCulture)} rows";
            Line(
                $"[{value.Done}/{value.Total}] {value.Kind} {value.Name} {value.Range}: {outcome}, {Format(value.Elapsed)}"
            );
        }
    }

    public void Report(SampleProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{value.File}: {value.Rows:N0} of {value.TotalRows:N0} rows"
        );
        var share = value.TotalRows == 0 ? 1 : (double)value.Rows / value.TotalRows;
        Show($"sample {value.File}", text, share, share >= 1);
    }

    private void Show(string key, string text, double share, bool finished)
    {
        lock (gate)
        {
            if (bars is null)
            {
                // One line every two seconds a file, and its last one.
                var now = DateTime.UtcNow;
                if (!finished && lastLines.TryGetValue(key, out var last) && now - last < TimeSpan.FromSeconds(2))
                    return;
                lastLines[key] = now;
                Console.Error.WriteLine(text);
                return;
            }
            if (!tasks.TryGetValue(key, out var task))
                tasks[key] = task = bars.AddTask(Markup.Escape(text), maxValue: 1);
            task.Description = Markup.Escape(text);
            task.Value = share;
        }
    }

    private void Line(string text)
    {
        lock (gate)
            Console.Error.WriteLine(text);
    }

    /// <summary>1.2 s, 3 m 04 s.</summary>
    internal static string Format(TimeSpan time) =>
        time.TotalMinutes < 1
            ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s")
            : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} m {time.Seconds:00} s");
}
