namespace RetailRocket.Web.Components.Charts;

/// <summary>A point of a <see cref="ChartLine"/>.</summary>
/// <param name="At">Place on the horizontal axis, from 0.</param>
/// <param name="Value">Null breaks the line.</param>
public sealed record ChartPoint(double At, double? Value);
