using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Pipeline.Explaining;

/// <summary>
/// The figures of some dates, and what they would be under every definition that one of them has, with the defects of the
/// rows and without. Explains any two ranges of these dates without the database.
/// </summary>
public sealed class ExplainData
{
    private readonly string pipeline;
    private readonly RatioDefinition metric;
    private readonly string dimension;
    private readonly IReadOnlyList<FigureDate> figures;
    private readonly IReadOnlyDictionary<(string Version, bool Repaired, DateOnly Date), SegmentedCounts> counts;

    internal ExplainData(
        string pipeline,
        RatioDefinition metric,
        string dimension,
        IReadOnlyList<FigureDate> figures,
        IReadOnlyDictionary<(string Version, bool Repaired, DateOnly Date), SegmentedCounts> counts
    )
    {
        this.pipeline = pipeline;
        this.metric = metric;
        this.dimension = dimension;
        this.figures = figures;
        this.counts = counts;
    }

    /// <summary>Splits the change from one range to the other.</summary>
    /// <exception cref="ArgumentException">A range has no date with figures.</exception>
    public Explanation Between(DateRange before, DateRange after)
    {
        var first = DatesOf(before);
        var second = DatesOf(after);
        var alternatives = new Alternatives(first, second, Count);
        var sides = (Before: ExplainedSide.Of(before, metric, first), After: ExplainedSide.Of(after, metric, second));
        var parts = Decomposition.Of(alternatives, sides.Before.Counts, sides.After.Counts);
        return new Explanation
        {
            Pipeline = pipeline,
            Metric = metric.Name,
            Dimension = dimension,
            Before = sides.Before,
            After = sides.After,
            Factors = parts.Factors,
            Segments = parts.Segments,
        };
    }

    private IReadOnlyList<FigureDate> DatesOf(DateRange range)
    {
        var dates = figures.Where(figure => range.Contains(figure.Date)).ToList();
        return dates.Count > 0
            ? dates
            : throw new ArgumentException($"{range} has no date with figures.", nameof(range));
    }

    private SegmentedCounts Count(DateOnly date, string version, bool repaired) =>
        counts.GetValueOrDefault((version, repaired, date), SegmentedCounts.None);
}
