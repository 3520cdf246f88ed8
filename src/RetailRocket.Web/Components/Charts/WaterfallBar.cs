namespace RetailRocket.Web.Components.Charts;

/// <summary>Where a step of a <see cref="Waterfall"/> is drawn: shares of the width, from 0 to 1.</summary>
/// <param name="End">The level after the step, where the next one goes on.</param>
public sealed record WaterfallBar(WaterfallStep Step, double Left, double Width, double End)
{
    // A change that is a hair beside its levels is still to be seen: then the axis starts near them.
    private const decimal LeastShare = 0.25m;

    /// <summary>The bars, and the value that the axis starts at.</summary>
    public static (IReadOnlyList<WaterfallBar> Bars, decimal Start) Of(IReadOnlyList<WaterfallStep> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var levels = new List<(decimal From, decimal To)>();
        decimal level = 0;
        foreach (var step in steps)
        {
            var next = step.IsTotal ? step.Value : level + step.Value;
            levels.Add((step.IsTotal ? 0 : level, next));
            level = next;
        }
        var ends = levels.Select(bar => bar.To).DefaultIfEmpty(0).ToList();
        var (low, high) = (ends.Min(), ends.Max());
        var start = low > 0 && high - low < LeastShare * high ? Math.Max(0, low - (high - low)) : Math.Min(0, low);
        var width = Math.Max(high, 0) - start;
        if (width == 0)
            width = 1;
        return (
            [
                .. steps.Zip(
                    levels,
                    (step, bar) =>
                    {
                        var from = Place(step.IsTotal ? start : bar.From);
                        var to = Place(bar.To);
                        return new WaterfallBar(step, Math.Min(from, to), Math.Abs(to - from), to);
                    }
                ),
            ],
            start
        );

        double Place(decimal value) => (double)Math.Clamp((value - start) / width, 0, 1);
    }
}
