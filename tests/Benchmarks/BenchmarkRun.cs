using RetailRocket.Benchmarks.Web;

namespace RetailRocket.Benchmarks;

/// <summary>What a part works with, and where it reports to.</summary>
internal sealed class BenchmarkRun(string dataFolder, bool isFull, int? runs)
{
    private readonly List<Measurement> results = [];

    /// <summary>Folder for data that parts make once and use again.</summary>
    public string DataFolder { get; } = dataFolder;

    /// <summary>The size of the public data set; otherwise the small sample, for trying a part out.</summary>
    public bool IsFull { get; } = isFull;

    /// <summary>How often to do what takes so long: as asked for, or else five times, three where once takes over a minute.</summary>
    public int RunsOf(double seconds) => runs ?? (seconds > 60 ? 3 : 5);

    public IReadOnlyList<Measurement> Results => results;

    /// <summary>What the pages take, one line a page; empty unless they are measured.</summary>
    public PageTable PageTable { get; } = new();

    /// <summary>Takes a result.</summary>
    public void Report(Measurement result) => results.Add(result);

    /// <summary>Tells the person at the terminal what goes on.</summary>
    public static void Say(string words) => Console.Error.WriteLine(words);
}
