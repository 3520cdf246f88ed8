using System.Globalization;

namespace RetailRocket.Benchmarks.Schedule;

/// <summary>Whether each firing of a schedule happens once when instances die: minutes of waiting, and so no test.</summary>
internal sealed class SchedulePart : IBenchmarkPart
{
    private const int Firings = 200;
    private const int Seconds = 2;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(40);

    public string Name => "schedule";

    public string About => "200 firings of a 2-second schedule by two instances of which one is killed again and again";

    public async Task RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var folder = Directory.CreateTempSubdirectory("rr-schedule");
        try
        {
            // The database's account has to be able to enter it.
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_001_001);
            var apps = new ScheduledApps(
                Repository.Program,
                Path.Combine(folder.FullName, "data"),
                new Dictionary<string, string>
                {
                    ["SqlFolder"] = ScheduledPipeline.Copy(
                        Path.Combine(Repository.Root, "sql", "retailrocket"),
                        Path.Combine(folder.FullName, "sql"),
                        Seconds
                    ),
                }
            );
            var clock = TimeProvider.System.GetTimestamp();
            var (firings, kills) = await apps.RunAsync(
                Firings,
                Pause,
                new Random(),
                BenchmarkRun.Say,
                cancellationToken
            );
            Judge(run, firings, kills, TimeProvider.System.GetElapsedTime(clock));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Judge(BenchmarkRun run, IReadOnlyList<ScheduledFiring> firings, int kills, TimeSpan took)
    {
        var step = TimeSpan.FromSeconds(Seconds);
        var lost = firings.Zip(firings.Skip(1), (one, next) => (int)((next.Due - one.Due) / step) - 1).Sum();
        var twice = firings.Count - firings.DistinctBy(firing => firing.Due).Count();
        var takenUp = firings.Count(firing => firing.Attempts > 1);
        run.Report(
            new Measurement(
                "schedule, 2 instances",
                $"{firings.Count} firings",
                kills,
                took.TotalSeconds,
                null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{lost} lost, {twice} twice, {takenUp} taken up after their instance died"
                )
            )
        );
    }
}
