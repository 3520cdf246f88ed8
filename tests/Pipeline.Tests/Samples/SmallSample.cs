using System.Collections.Concurrent;
using RetailRocket.Samples;

namespace RetailRocket.Pipeline.Tests.Samples;

/// <summary>The small sample of a few seeds, written once and read back by plain code.</summary>
public sealed class SmallSample : IDisposable
{
    private readonly TemporaryFolder _root = new();
    private readonly ConcurrentDictionary<long, Lazy<Content>> _contents = new();

    public Content Of(long seed) => _contents.GetOrAdd(seed, key => new Lazy<Content>(() => Load(key))).Value;

    public void Dispose() => _root.Dispose();

    private Content Load(long seed)
    {
        var folder = _root.File($"seed{seed}");
        var report = SampleCatalog
            .Find("retailrocket")!
            .WriteAsync(folder, new SampleOptions(SampleScale.Small, seed), null, CancellationToken.None)
            .GetAwaiter()
            .GetResult();
        var parents = File.ReadLines(Path.Combine(folder, "category_tree.csv"))
            .Skip(1)
            .Select(line => line.Split(','))
            .ToDictionary(fields => fields[0], fields => fields[1]);
        var properties = new[] { "item_properties_part1.csv", "item_properties_part2.csv" }
            .SelectMany(name => File.ReadLines(Path.Combine(folder, name)).Skip(1))
            .Select(line => line.Split(','))
            .ToList();
        return new Content(report, EventRow.Read(Path.Combine(folder, "events.csv")).ToList(), parents, properties);
    }

    /// <param name="Report">What the writer said.</param>
    /// <param name="Events">In the order of the file.</param>
    /// <param name="Parents">Parent id by category id, empty for roots.</param>
    /// <param name="Properties">Timestamp, item, property, value.</param>
    public sealed record Content(
        SampleReport Report,
        IReadOnlyList<EventRow> Events,
        IReadOnlyDictionary<string, string> Parents,
        IReadOnlyList<string[]> Properties
    )
    {
        public string RootOf(string category)
        {
            while (Parents[category].Length > 0)
            {
                category = Parents[category];
            }

            return category;
        }

        /// <summary>Sessions of a date: cut by a pause of more than half an hour.</summary>
        public IReadOnlyList<List<EventRow>> SessionsOf(DateOnly date)
        {
            var sessions = new List<List<EventRow>>();
            foreach (var visitor in Events.Where(row => row.Date == date).GroupBy(row => row.Visitor))
            {
                long? last = null;
                foreach (var row in visitor.OrderBy(row => row.TimestampMs))
                {
                    if (last is null || row.TimestampMs - last > 30 * 60 * 1000)
                    {
                        sessions.Add([]);
                    }

                    sessions[^1].Add(row);
                    last = row.TimestampMs;
                }
            }

            return sessions;
        }

        public double ConversionOf(DateOnly date)
        {
            var sessions = SessionsOf(date);
            return (double)sessions.Count(session => session.Exists(row => row.IsPurchase)) / sessions.Count;
        }
    }
}
