namespace RetailRocket.Pipeline.Explaining;

/// <summary>What both sides of a comparison would count under the definition of either, with defects and without.</summary>
internal sealed class Alternatives
{
    private readonly Dictionary<(bool After, bool DefinitionAfter, bool Repaired), SegmentedCounts> counts = [];

    /// <param name="count">The counts of a date under a version of the figures, with defects or repaired.</param>
    public Alternatives(
        IReadOnlyList<FigureDate> before,
        IReadOnlyList<FigureDate> after,
        Func<DateOnly, string, bool, SegmentedCounts> count
    )
    {
        foreach (var isAfter in (bool[])[false, true])
        foreach (var byAfter in (bool[])[false, true])
        foreach (var repaired in (bool[])[false, true])
        {
            var foreign = MainVersion(byAfter ? after : before);
            counts[(isAfter, byAfter, repaired)] = SegmentedCounts.Sum(
                (isAfter ? after : before).Select(date =>
                    // Its own dates keep their own definitions, so that both ends are the figures as they are.
                    count(date.Date, isAfter == byAfter ? date.FigureVersion : foreign, repaired)
                )
            );
        }
    }

    /// <summary>The counts of a side.</summary>
    /// <param name="after">Of the second range.</param>
    /// <param name="definitionAfter">Under the definition of the second range.</param>
    /// <param name="repaired">Without the defects of the rows.</param>
    public SegmentedCounts Of(bool after, bool definitionAfter, bool repaired) =>
        counts[(after, definitionAfter, repaired)];

    /// <summary>The version of most dates of a side; of equally many, that of the last date.</summary>
    private static string MainVersion(IReadOnlyList<FigureDate> dates) =>
        dates
            .GroupBy(date => date.FigureVersion)
            .OrderByDescending(group => group.Count())
            .ThenByDescending(group => group.Max(date => date.Date))
            .First()
            .Key;
}
