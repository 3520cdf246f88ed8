namespace RetailRocket.Pipeline.Explaining;

/// <summary>Rounds the parts of a whole so that the rounded parts still add up to it.</summary>
public static class ExactRounding
{
    /// <summary>
    /// Every part is rounded down; the units that the whole then lacks go to the parts that lost most (the first of equals).
    /// No part moves by a unit or more unless the parts did not add up to the whole before.
    /// </summary>
    /// <param name="whole">What the parts add up to, of no more than <paramref name="decimals"/> decimals.</param>
    public static IReadOnlyList<decimal> Round(IReadOnlyList<decimal> parts, decimal whole, int decimals)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0)
            return [];
        var unit = 1m;
        for (var place = 0; place < decimals; place++)
            unit /= 10;
        var floors = parts.Select(part => Math.Floor(part / unit)).ToArray();
        var missing = (long)(Math.Round(whole / unit) - floors.Sum());
        var byLoss = Enumerable
            .Range(0, parts.Count)
            .OrderByDescending(index => (parts[index] / unit) - floors[index])
            .ToArray();
        var all = Math.DivRem(missing, parts.Count, out var rest);
        if (rest < 0)
            (all, rest) = (all - 1, rest + parts.Count);
        for (var place = 0; place < byLoss.Length; place++)
            floors[byLoss[place]] += all + (place < rest ? 1 : 0);
        return [.. floors.Select(floor => floor * unit)];
    }
}
