namespace RetailRocket.Web.Components.Charts;

/// <summary>A line of a <see cref="TrendChart"/>.</summary>
/// <param name="Values">One for each of the chart's dates; null is a gap.</param>
/// <param name="IsComparison">Dashed and quiet: another period or group to compare with.</param>
/// <param name="Colour">Place in the palette from 0; null for the place in the list.</param>
public sealed record TrendSeries(
    string Name,
    IReadOnlyList<decimal?> Values,
    bool IsComparison = false,
    int? Colour = null
);
