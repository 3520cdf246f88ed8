using System.Globalization;
using RetailRocket.Benchmarks.Web;

namespace RetailRocket.Benchmarks.Pipeline;

/// <summary>The sample's files, made once in the run's data folder.</summary>
internal sealed class SourceFiles
{
    private const long SeoulMs = 9 * 3_600_000;
    private const long DayMs = 86_400_000;
    private const long OrdersApart = 100_000_000;
    private const long VisitorsApart = 10_000_000;
    private const long CopiesOfOrdersApart = 10_000_000_000_000;

    private SourceFiles(string folder, DateOnly first, DateOnly last, long rows)
    {
        Folder = folder;
        First = first;
        Last = last;
        Rows = rows;
        Properties =
        [
            Path.Combine(folder, "item_properties_part1.csv"),
            Path.Combine(folder, "item_properties_part2.csv"),
        ];
    }

    public string Folder { get; }
    public DateOnly First { get; }
    public DateOnly Last { get; }

    /// <summary>Lines of all files without their headers.</summary>
    public long Rows { get; }

    /// <summary>The files of item properties, the largest first.</summary>
    public IReadOnlyList<string> Properties { get; }

    private string Events => Path.Combine(Folder, "events.csv");

    public static async Task<SourceFiles> EnsureAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(run.DataFolder, "pipeline", "source");
        if (!Directory.Exists(folder))
        {
            BenchmarkRun.Say("Making the source files; this happens once …");
            var making = $"{folder}.making";
            if (Directory.Exists(making))
                Directory.Delete(making, recursive: true);
            await AppProcess.RunAsync(
                Path.Combine(run.DataFolder, "pipeline", "sample"),
                [0],
                cancellationToken,
                "sample",
                "retailrocket",
                "--out",
                making,
                "--scale",
                run.IsFull ? "full" : "small"
            );
            Directory.Move(making, folder);
        }
        var days = File.ReadLines(Path.Combine(folder, "events.csv")).Skip(1).Select(DayOf).ToHashSet();
        return new SourceFiles(
            folder,
            Date(days.Min()),
            Date(days.Max()),
            Directory.GetFiles(folder, "*.csv").Sum(Lines)
        );
    }

    /// <summary>Lines of a file without its header.</summary>
    public static long Lines(string file) => File.ReadLines(file).LongCount() - 1;

    /// <summary>
    /// A file of one date's events: those of the full day before the last week's end, moved to <paramref name="date"/>, with
    /// orders of their own.
    /// </summary>
    /// <param name="date">The date to make.</param>
    /// <param name="fewer">Events to leave out, for a corrected file.</param>
    /// <param name="folder">Where to; emptied first, so that nothing else is landed with it.</param>
    /// <returns>The file, and its events.</returns>
    public (string File, int Rows) MakeDay(DateOnly date, int fewer, string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        var template = Last.AddDays(-3);
        var move = date.DayNumber - template.DayNumber;
        var day = template.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        var lines = File.ReadLines(Events).Skip(1).Where(line => DayOf(line) == day).Skip(fewer).ToList();
        var file = Path.Combine(folder, $"events_{date:yyyyMMdd}.csv");
        File.WriteAllLines(file, [File.ReadLines(Events).First(), .. lines.Select(line => Moved(line, move))]);
        return (file, lines.Count);
    }

    /// <summary>
    /// The files with <paramref name="multiple"/> times the events on the same dates: each further file has visitors and orders
    /// of its own. Items and categories are linked, not copied.
    /// </summary>
    /// <param name="multiple">How often the events are there.</param>
    /// <param name="folder">Where to; emptied first.</param>
    /// <returns>Events in all.</returns>
    public long MakeHistory(int multiple, string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(Folder, "*.csv"))
            File.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(file)), file);
        long events = 0;
        for (var copy = 1; copy < multiple; copy++)
        {
            using var output = new StreamWriter(
                Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"events_{copy:00}.csv"))
            );
            output.NewLine = "\n";
            output.WriteLine(File.ReadLines(Events).First());
            foreach (var line in File.ReadLines(Events).Skip(1))
            {
                output.WriteLine(Another(line, copy));
                events++;
            }
        }
        return events + Lines(Events);
    }

    private static string Another(string line, int copy)
    {
        var fields = line.Split(',');
        fields[1] = Add(fields[1], copy * VisitorsApart);
        if (fields[4].Length > 0)
            fields[4] = Add(fields[4], copy * CopiesOfOrdersApart);
        return string.Join(',', fields);
    }

    private static string Moved(string line, int days)
    {
        var fields = line.Split(',');
        fields[0] = Add(fields[0], days * DayMs);
        if (fields[4].Length > 0)
            fields[4] = Add(fields[4], days * OrdersApart);
        return string.Join(',', fields);
    }

    private static string Add(string number, long more) =>
        (long.Parse(number, CultureInfo.InvariantCulture) + more).ToString(CultureInfo.InvariantCulture);

    private static long DayOf(string line) =>
        (
            long.Parse(line.AsSpan(0, line.IndexOf(',', StringComparison.Ordinal)), CultureInfo.InvariantCulture)
            + SeoulMs
        ) / DayMs;

    private static DateOnly Date(long day) => DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays((int)day);
}
