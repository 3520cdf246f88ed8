using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Pipeline.Explaining;

/// <summary>What a ratio's change can come from.</summary>
public enum ExplainFactor
{
    /// <summary>Segments weigh more or less among the denominators than before.</summary>
    TrafficMix,

    /// <summary>Segments have another ratio than before.</summary>
    RateWithinSegments,

    /// <summary>Defects of the source rows move the figure more or less than before.</summary>
    DataQuality,

    /// <summary>The figure is defined otherwise than before.</summary>
    DefinitionChange,

    /// <summary>The published figures are not what the rows of now give: rows changed, or a definition was not kept.</summary>
    NotRecomputed,
}

/// <summary>
/// A change of a ratio, split into parts that add up to it to the last decimal. Shares, not percent, of
/// <see cref="Decimals"/> decimals. It is computed for its readers and written nowhere: it can never be published.
/// </summary>
public sealed record Explanation
{
    /// <summary>Decimals of every share.</summary>
    public const int Decimals = 10;

    public required string Pipeline { get; init; }
    public required string Metric { get; init; }
    public required string Dimension { get; init; }
    public required ExplainedSide Before { get; init; }
    public required ExplainedSide After { get; init; }

    /// <summary>Ratio after less ratio before; null where one of them has nothing to divide by.</summary>
    public decimal? Change => After.Rate - Before.Rate;

    /// <summary>Each factor's part of the change; empty without one.</summary>
    public required IReadOnlyList<FactorPart> Factors { get; init; }

    /// <summary>Traffic mix and rate by segment, largest part first; their parts add up to those two factors.</summary>
    public required IReadOnlyList<SegmentPart> Segments { get; init; }

    /// <summary>Part of a factor; zero when it has none.</summary>
    public decimal Of(ExplainFactor factor) => Factors.Where(part => part.Factor == factor).Sum(part => part.Value);

    /// <summary>
    /// The parts with fewer decimals, as they are printed: factors still add up to the printed change (rounded ratio after less
    /// rounded ratio before), and segments to their factors.
    /// </summary>
    public (IReadOnlyList<FactorPart> Factors, IReadOnlyList<SegmentPart> Segments) Printed(int decimals)
    {
        if (Before.Rate is not { } before || After.Rate is not { } after)
            return (Factors, Segments);
        var values = ExactRounding.Round(
            [.. Factors.Select(part => part.Value)],
            Math.Round(after, decimals) - Math.Round(before, decimals),
            decimals
        );
        List<FactorPart> factors = [.. Factors.Select((part, index) => part with { Value = values[index] })];
        // What no segment holds takes part in the rounding as one more, so that it is not spread over the others.
        var unsegmented = Of(ExplainFactor.RateWithinSegments) - Segments.Sum(part => part.Rate);
        var mixes = ExactRounding.Round([.. Segments.Select(part => part.Mix)], factors[0].Value, decimals);
        var rates = ExactRounding.Round(
            [.. Segments.Select(part => part.Rate), unsegmented],
            factors[1].Value,
            decimals
        );
        return (factors, [.. Segments.Select((part, index) => part with { Mix = mixes[index], Rate = rates[index] })]);
    }
}

/// <summary>One side of the comparison.</summary>
/// <param name="Counts">Sums over the dates.</param>
public sealed record ExplainedSide(DateRange Range, Counts Counts, IReadOnlyList<FigureDate> Dates)
{
    internal static ExplainedSide Of(DateRange range, RatioDefinition metric, IReadOnlyList<FigureDate> dates) =>
        new(
            range,
            dates
                .Select(date => new Counts(date.Counts[metric.Numerator], date.Counts[metric.Denominator]))
                .Aggregate(Counts.Add),
            dates
        );

    /// <summary>The published ratio over the dates; null where there is nothing to divide by.</summary>
    public decimal? Rate => Counts.Rate is { } rate ? Math.Round(rate, Explanation.Decimals) : null;

    /// <summary>Dates of the range without figures, which it therefore leaves out.</summary>
    public IReadOnlyList<DateOnly> Missing =>
        [.. Range.Dates().Where(date => Dates.All(figure => figure.Date != date))];
}

/// <summary>What one factor adds to the change.</summary>
public sealed record FactorPart(ExplainFactor Factor, decimal Value);

/// <summary>What one segment adds to the change.</summary>
/// <param name="Mix">By weighing more or less.</param>
/// <param name="Rate">By another ratio within.</param>
/// <param name="Before">Its counts as published.</param>
public sealed record SegmentPart(string Segment, decimal Mix, decimal Rate, Counts Before, Counts After)
{
    public decimal Value => Mix + Rate;
}
