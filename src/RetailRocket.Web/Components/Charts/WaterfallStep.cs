namespace RetailRocket.Web.Components.Charts;

/// <summary>A bar of a <see cref="Waterfall"/>.</summary>
/// <param name="Name">What it stands for.</param>
/// <param name="Value">The level that a total stands at; what a part adds, otherwise.</param>
/// <param name="IsTotal">A level from the axis, rather than a part that goes on from the bar before.</param>
/// <param name="About">Meaning, as a tooltip; null for none.</param>
public sealed record WaterfallStep(string Name, decimal Value, bool IsTotal = false, string? About = null);
