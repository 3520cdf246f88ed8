namespace RetailRocket.Pipeline.Explaining;

/// <summary>
/// Splits the change of a ratio. Four factors make sixteen alternatives: the mix of segments, the ratio within them, the
/// defects of the rows and the definition, each as before or as after; each factor's part is its Shapley value over them.
/// <para>
/// An alternative's figure is <c>sum(w × r) + x + e</c>: <c>w</c> the segment's share of the denominators, <c>r</c> the ratio within
/// it, both of the repaired rows; <c>x</c> numerators of segments without a denominator; <c>e</c> what the defects do to the
/// figure. With one definition, mix and rate within a segment are therefore Kitagawa's
/// <c>(w1 - w0)(r0 + r1)/2</c> and <c>(r1 - r0)(w0 + w1)/2</c> (E. M. Kitagawa, 1955).
/// </para>
/// </summary>
internal static class Decomposition
{
    private const int Mix = 0;
    private const int Rate = 1;
    private const int Quality = 2;
    private const int Definition = 3;

    /// <param name="before">The figure of the first range as it is published.</param>
    public static (IReadOnlyList<FactorPart> Factors, IReadOnlyList<SegmentPart> Segments) Of(
        Alternatives alternatives,
        Counts before,
        Counts after
    )
    {
        if (before.Rate is not { } rateBefore || after.Rate is not { } rateAfter)
            return ([], Observed(alternatives));
        var names = SegmentsOf(alternatives);
        var segments = names
            .Select(name =>
                Shapley.Of(
                    4,
                    mask => Segment(alternatives, name, Bit(mask, Mix), Bit(mask, Rate), Bit(mask, Definition))
                )
            )
            .ToList();
        var rest = Shapley.Of(4, mask => Unsegmented(alternatives, Bit(mask, Rate), Bit(mask, Definition)));
        var defects = Shapley.Of(4, mask => Defects(alternatives, Bit(mask, Quality), Bit(mask, Definition)));
        var definition = segments.Sum(shares => shares[Definition]) + rest[Definition] + defects[Definition];
        var recomputed = (
            Before: alternatives.Of(false, false, repaired: false).Total,
            After: alternatives.Of(true, true, repaired: false).Total
        );
        var notRecomputed = rateAfter - rateBefore - (Share(recomputed.After) - Share(recomputed.Before));

        List<decimal> leaves =
        [
            .. segments.Select(shares => shares[Mix]),
            .. segments.Select(shares => shares[Rate]),
            rest[Rate],
            defects[Quality],
            definition,
        ];
        var isRecomputed = recomputed == (before, after);
        if (!isRecomputed)
            leaves.Add(notRecomputed);
        var change = Math.Round(rateAfter, Explanation.Decimals) - Math.Round(rateBefore, Explanation.Decimals);
        var rounded = ExactRounding.Round(leaves, change, Explanation.Decimals);
        List<FactorPart> factors =
        [
            new(ExplainFactor.TrafficMix, rounded.Take(names.Count).Sum()),
            new(ExplainFactor.RateWithinSegments, rounded.Skip(names.Count).Take(names.Count + 1).Sum()),
            new(ExplainFactor.DataQuality, rounded[(2 * names.Count) + 1]),
            new(ExplainFactor.DefinitionChange, rounded[(2 * names.Count) + 2]),
        ];
        if (!isRecomputed)
            factors.Add(new(ExplainFactor.NotRecomputed, rounded[^1]));
        return (factors, Segments(alternatives, names, rounded));
    }

    /// <summary>What a segment adds to an alternative's figure.</summary>
    private static decimal Segment(Alternatives alternatives, string name, bool mix, bool rate, bool definition)
    {
        var weights = alternatives.Of(mix, definition, repaired: true);
        var rates = alternatives.Of(rate, definition, repaired: true);
        var weight = weights.Of(name);
        var inner = rates.Of(name);
        // A segment that one side lacks has no ratio there: it counts with the other's, and its coming or going is mix.
        var ratio = inner.Rate ?? weight.Rate ?? 0;
        var lone = inner.Denominator == 0 ? Part(inner.Numerator, rates.OfSegments.Denominator) : 0;
        return (Part(weight.Denominator, weights.OfSegments.Denominator) * ratio) + lone;
    }

    /// <summary>What the definition counts and no segment holds; zero for a dimension that holds everything.</summary>
    private static decimal Unsegmented(Alternatives alternatives, bool rate, bool definition)
    {
        var counts = alternatives.Of(rate, definition, repaired: true);
        return Share(counts.Total) - Share(counts.OfSegments);
    }

    private static decimal Defects(Alternatives alternatives, bool quality, bool definition) =>
        Share(alternatives.Of(quality, definition, repaired: false).Total)
        - Share(alternatives.Of(quality, definition, repaired: true).Total);

    private static List<SegmentPart> Segments(
        Alternatives alternatives,
        List<string> names,
        IReadOnlyList<decimal> parts
    )
    {
        var before = alternatives.Of(false, false, repaired: false);
        var after = alternatives.Of(true, true, repaired: false);
        return
        [
            .. names
                .Select(
                    (name, index) =>
                        new SegmentPart(name, parts[index], parts[names.Count + index], before.Of(name), after.Of(name))
                )
                .OrderByDescending(part => Math.Abs(part.Value))
                .ThenBy(part => part.Segment, StringComparer.Ordinal),
        ];
    }

    /// <summary>Segments of a comparison whose change cannot be said.</summary>
    private static List<SegmentPart> Observed(Alternatives alternatives)
    {
        var names = SegmentsOf(alternatives);
        return Segments(alternatives, names, new decimal[2 * names.Count]);
    }

    private static List<string> SegmentsOf(Alternatives alternatives) =>
        [
            .. from after in (bool[])[false, true]
            from definition in (bool[])[false, true]
            from repaired in (bool[])[false, true]
            from name in alternatives.Of(after, definition, repaired).Segments.Keys
            group name by name into names
            orderby names.Key
            select names.Key,
        ];

    private static bool Bit(int mask, int factor) => (mask & (1 << factor)) != 0;

    private static decimal Part(long numerator, long denominator) =>
        denominator == 0 ? 0 : (decimal)numerator / denominator;

    private static decimal Share(Counts counts) => counts.Rate ?? 0;
}
