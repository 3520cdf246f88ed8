using System.Diagnostics;
using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Pipeline.Tests.Support;

namespace RetailRocket.Pipeline.Tests.Commands;

/// <summary>
/// kill -9 at random moments of a run. Afterwards readers see the old figures or the new ones, whole; the next run
/// succeeds; nothing is stuck.
/// </summary>
public abstract class KillTests
{
    private const int Moments = 30;
    private const string Table = "mart_rr_funnel_daily";

    public sealed class OfTheApp : KillTests
    {
        [Fact]
        public Task Kill_AppAtRandomMoments_LeavesOldOrNewFiguresWhole() => RunAsync((command, _) => command.Kill());
    }

    public sealed class OfPostgres : KillTests
    {
        [Fact]
        public Task Kill_PostgresAtRandomMoments_LeavesOldOrNewFiguresWhole() =>
            RunAsync(
                (command, dataFolder) =>
                {
                    foreach (var server in PostgresOf(dataFolder))
                        server.Kill();
                }
            );
    }

    private static async Task RunAsync(Action<Command, string> kill)
    {
        using var data = new TestFolder();
        using var first = new EventFiles().Days("2015-06-01", 6).Write();
        using var second = new EventFiles()
            .Days("2015-06-01", 6)
            .Event("2015-06-02 15:00:00", 5000, "view")
            .Event("2015-06-05 15:00:00", 5001, "view")
            .Write();
        string[] folders = [first.Path, second.Path];
        string[] figures = new string[2];
        for (var version = 0; version < 2; version++)
        {
            var clean = await Command.RunAsync(data.Path, Arguments(folders[version]));
            clean.Expect(0);
            figures[version] = await ShowAsync(data.Path);
        }
        Assert.NotEqual(figures[0], figures[1]);

        var random = new Random(9);
        var whole = await MeasureAsync(data.Path, folders[1]);
        for (var moment = 0; moment < Moments; moment++)
        {
            var (present, next) = (figures[(moment + 1) % 2], figures[moment % 2]);
            using (var command = Command.Start(data.Path, null, Arguments(folders[moment % 2])))
            {
                await ReachAsync(command, whole * random.NextDouble());
                kill(command, data.Path);
                await command.WaitAsync();
            }

            var shown = await ShowAsync(data.Path);
            Assert.True(
                shown == present || shown == next,
                $"moment {moment}: neither the old nor the new figures:\n{shown}"
            );
            (await Command.RunAsync(data.Path, Arguments(folders[moment % 2]))).Expect(0);
            Assert.Equal(next, await ShowAsync(data.Path));
        }

        var status = (await Command.RunAsync(data.Path, "pipeline", "status", "retailrocket", "--json")).Expect(0);
        Assert.All(
            status.Json.GetProperty("dates").EnumerateArray(),
            date => Assert.False(date.GetProperty("stale").GetBoolean())
        );
    }

    private static string[] Arguments(string source) =>
        ["pipeline", "run", "retailrocket", "--from", "2015-06-01", "--to", "2015-06-06", "--source", source, "--json"];

    private static async Task<string> ShowAsync(string data) =>
        (await Command.RunAsync(data, "pipeline", "show", "retailrocket", Table)).Expect(0).Output;

    private static async Task<TimeSpan> MeasureAsync(string data, string source)
    {
        var clock = Stopwatch.StartNew();
        (await Command.RunAsync(data, Arguments(source))).Expect(0);
        return clock.Elapsed;
    }

    /// <summary>Until the moment has come, or the command was quicker.</summary>
    private static async Task ReachAsync(Command command, TimeSpan moment)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < moment && !command.HasExited)
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The postmaster of a data folder and, by its death, everything below it.</summary>
    private static IEnumerable<Process> PostgresOf(string dataFolder)
    {
        foreach (var file in Directory.EnumerateFiles(dataFolder, "postmaster.pid", SearchOption.AllDirectories))
        {
            Process? process = null;
            try
            {
                process = Process.GetProcessById(
                    int.Parse(File.ReadLines(file).First(), System.Globalization.CultureInfo.InvariantCulture)
                );
            }
            catch (Exception error)
                when (error is ArgumentException or IOException or InvalidOperationException or FormatException)
            {
                // It has just gone, or is only starting.
            }
            if (process is not null)
                yield return process;
        }
    }
}
