namespace RetailRocket.Web.Components.Charts;

/// <summary>Round numbers for an axis.</summary>
public static class AxisTicks
{
    /// <summary>
    /// Round values from 0 (or from a round value below <paramref name="low"/> when it is negative) to one not below
    /// <paramref name="high"/>, some four to six of them.
    /// </summary>
    /// <param name="whole">Only whole numbers.</param>
    public static IReadOnlyList<decimal> Of(decimal low, decimal high, bool whole = false)
    {
        low = Math.Min(0, low);
        high = Math.Max(high, low);
        if (high == low)
            high = low + 1;
        var step = Step((high - low) / 4);
        if (whole && step < 1)
            step = 1;
        var ticks = new List<decimal>();
        for (var tick = Math.Floor(low / step) * step; ; tick += step)
        {
            ticks.Add(tick);
            if (tick >= high)
                return ticks;
        }
    }

    // 1, 2, 2.5 or 5 times a power of ten.
    private static decimal Step(decimal rough)
    {
        var power = 1m;
        while (power * 10 <= rough)
            power *= 10;
        while (power > rough)
            power /= 10;
        return (rough / power) switch
        {
            <= 1 => power,
            <= 2 => 2 * power,
            <= 2.5m => 2.5m * power,
            <= 5 => 5 * power,
            _ => 10 * power,
        };
    }
}
