using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Pipeline.Explaining;

/// <summary>The figures of a range as they are published, and as they would be under other definitions.</summary>
/// <param name="Metrics">The ratios, in the pipeline's order.</param>
/// <param name="Dates">The dates that are counted: those of the range with published figures.</param>
public sealed record WhatIfAnswer(
    string Pipeline,
    DateRange Range,
    IReadOnlyList<RatioDefinition> Metrics,
    IReadOnlyList<FigureDate> Dates,
    WhatIfFigures Published,
    IReadOnlyList<WhatIfFigures> Alternatives
);

/// <summary>The counts of a range under one definition.</summary>
/// <param name="Name">The what-if; <c>published</c> for what is.</param>
/// <param name="Setting">The setting with its other value; null when none has one.</param>
public sealed record WhatIfFigures(string Name, Setting? Setting, IReadOnlyDictionary<string, long> Counts)
{
    /// <summary>The ratio as a share; null where there is nothing to divide by.</summary>
    public decimal? Rate(RatioDefinition metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return new Counts(Counts[metric.Numerator], Counts[metric.Denominator]).Rate is { } rate
            ? Math.Round(rate, Explanation.Decimals)
            : null;
    }
}
