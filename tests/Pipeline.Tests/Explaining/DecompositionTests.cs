using RetailRocket.Pipeline.Explaining;

namespace RetailRocket.Pipeline.Tests.Explaining;

/// <summary>The arithmetic on counts made up by chance, without a database.</summary>
public sealed class DecompositionTests
{
    private static readonly string[] Names = ["a", "b", "c", "d"];

    [Fact]
    public void Of_RandomCounts_AddsUpToTheChangeToTheLastDecimal()
    {
        var random = new Random(20150720);
        for (var round = 0; round < 1_000; round++)
        {
            var (before, after) = (Random(random), Random(random));
            // Whole tables of their own for each definition, with and without defects.
            var tables = new Dictionary<(int Day, string Version, bool Repaired), SegmentedCounts>();
            var parts = Split(
                before.Total,
                after.Total,
                (day, version, repaired) =>
                    (day, version, repaired) switch
                    {
                        (1, "v1", false) => before,
                        (2, "v2", false) => after,
                        var key when tables.TryGetValue(key, out var known) => known,
                        var key => tables[key] = Random(random),
                    }
            );

            if (before.Total.Rate is null || after.Total.Rate is null)
            {
                Assert.Empty(parts.Factors);
                continue;
            }
            var change =
                Math.Round(after.Total.Rate.Value, Explanation.Decimals)
                - Math.Round(before.Total.Rate.Value, Explanation.Decimals);
            Assert.Equal(change, parts.Factors.Sum(part => part.Value));
            Assert.Equal(4, parts.Factors.Count);
        }
    }

    [Fact]
    public void Of_OneDefinitionAndNoDefects_IsKitagawaOfEachSegment()
    {
        var before = Segmented(("new", 10, 1_000), ("returning", 40, 500), ("gone", 2, 100));
        var after = Segmented(("new", 18, 1_500), ("returning", 20, 400), ("fresh", 3, 100));

        var parts = Split(before.Total, after.Total, (day, _, _) => day == 1 ? before : after);

        var segment = parts.Segments.ToDictionary(part => part.Segment);
        foreach (var name in (string[])["new", "returning"])
        {
            var (first, second) = (before.Of(name), after.Of(name));
            var (w0, w1) = (
                (decimal)first.Denominator / before.Total.Denominator,
                (decimal)second.Denominator / after.Total.Denominator
            );
            var (r0, r1) = (first.Rate!.Value, second.Rate!.Value);
            Assert.Equal((w1 - w0) * (r0 + r1) / 2, segment[name].Mix, 9);
            Assert.Equal((r1 - r0) * (w0 + w1) / 2, segment[name].Rate, 9);
        }
        // A segment that one side lacks comes or goes: all of it is mix.
        Assert.Equal(-2m / 1_600, segment["gone"].Mix, 9);
        Assert.Equal(3m / 2_000, segment["fresh"].Mix, 9);
        Assert.Equal((0m, 0m), (segment["gone"].Rate, segment["fresh"].Rate));
        Assert.Equal(0m, parts.Factors.Single(part => part.Factor == ExplainFactor.DataQuality).Value);
        Assert.Equal(0m, parts.Factors.Single(part => part.Factor == ExplainFactor.DefinitionChange).Value);
    }

    [Fact]
    public void Of_NumeratorsWithoutDenominators_CountAsRate()
    {
        // An open ratio: purchases in sessions that hold no cart.
        var before = Segmented(("view", 10, 100));
        var after = Segmented(("view", 10, 100), ("transaction", 5, 0));

        var parts = Split(before.Total, after.Total, (day, _, _) => day == 1 ? before : after);

        Assert.Equal(0.05m, parts.Factors.Single(part => part.Factor == ExplainFactor.RateWithinSegments).Value);
        Assert.Equal(0.05m, parts.Segments.Single(part => part.Segment == "transaction").Rate);
    }

    [Fact]
    public void Of_RowsThatAreNotThoseOfThePublication_SaysWhatIsLeft()
    {
        var counts = Segmented(("view", 10, 100));

        var parts = Split(new Counts(10, 100), new Counts(12, 100), (_, _, _) => counts);

        Assert.Equal(0.02m, parts.Factors.Single(part => part.Factor == ExplainFactor.NotRecomputed).Value);
        Assert.Equal(0.02m, parts.Factors.Sum(part => part.Value));
    }

    [Fact]
    public void Of_NothingToDivideBy_HasSegmentsAndNoParts()
    {
        var before = Segmented(("view", 0, 0));
        var after = Segmented(("view", 1, 10));

        var parts = Split(before.Total, after.Total, (day, _, _) => day == 1 ? before : after);

        Assert.Empty(parts.Factors);
        Assert.Equal(new Counts(1, 10), Assert.Single(parts.Segments).After);
    }

    /// <summary>A date of 1 under v1 against a date of 2 under v2.</summary>
    private static (IReadOnlyList<FactorPart> Factors, IReadOnlyList<SegmentPart> Segments) Split(
        Counts before,
        Counts after,
        Func<int, string, bool, SegmentedCounts> count
    ) =>
        Decomposition.Of(
            new Alternatives(
                [Date(1, "v1")],
                [Date(2, "v2")],
                (date, version, repaired) => count(date.Day, version, repaired)
            ),
            before,
            after
        );

    private static FigureDate Date(int day, string version) =>
        new(new DateOnly(2015, 6, day), 1, true, version, true, new Dictionary<string, long>())
        {
            FigureVersion = version,
        };

    private static SegmentedCounts Segmented(params (string Name, long Numerator, long Denominator)[] segments)
    {
        var counts = segments.ToDictionary(s => s.Name, s => new Counts(s.Numerator, s.Denominator));
        return new SegmentedCounts(counts.Values.Aggregate(Counts.Add), counts);
    }

    private static SegmentedCounts Random(Random random) =>
        Segmented([
            .. Names
                .Where(_ => random.Next(4) > 0)
                .Append("always")
                .Select(name => (name, (long)random.Next(50), random.Next(3) == 0 ? 0L : random.Next(2_000))),
        ]);
}
