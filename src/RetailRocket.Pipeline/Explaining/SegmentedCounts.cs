namespace RetailRocket.Pipeline.Explaining;

/// <summary>The counts of one date or more: the figure's own, and those of each segment.</summary>
internal sealed record SegmentedCounts(Counts Total, IReadOnlyDictionary<string, Counts> Segments)
{
    public static readonly SegmentedCounts None = new(default, new Dictionary<string, Counts>());

    /// <summary>The segments together: the total, unless the definition counts something that no segment holds.</summary>
    public Counts OfSegments => Segments.Values.Aggregate(default(Counts), Counts.Add);

    public Counts Of(string segment) => Segments.GetValueOrDefault(segment);

    public static SegmentedCounts Sum(IEnumerable<SegmentedCounts> parts)
    {
        var total = default(Counts);
        var segments = new SortedDictionary<string, Counts>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            total += part.Total;
            foreach (var (segment, counts) in part.Segments)
                segments[segment] = segments.GetValueOrDefault(segment) + counts;
        }
        return new SegmentedCounts(total, segments);
    }
}
