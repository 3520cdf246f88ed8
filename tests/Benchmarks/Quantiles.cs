namespace RetailRocket.Benchmarks;

/// <summary>Medians and the like of measured values.</summary>
internal static class Quantiles
{
    public static double Median(IReadOnlyCollection<double> values) => At(values, 0.5);

    public static double P95(IReadOnlyCollection<double> values) => At(values, 0.95);

    /// <summary>The smallest value that at least <paramref name="share"/> of the values do not exceed.</summary>
    public static double At(IReadOnlyCollection<double> values, double share)
    {
        ArgumentOutOfRangeException.ThrowIfZero(values.Count);
        var sorted = values.Order().ToArray();
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
