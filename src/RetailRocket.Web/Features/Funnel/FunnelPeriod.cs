using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Web.Features.Funnel;

/// <summary>The published dates of a range and their sum.</summary>
/// <param name="Days">Published dates only, ascending: blocked dates and dates without data are not among them.</param>
/// <param name="Total">Null when no date of the range is published.</param>
public sealed record FunnelPeriod(DateRange Range, IReadOnlyList<FunnelDay> Days, FunnelFigures? Total);
