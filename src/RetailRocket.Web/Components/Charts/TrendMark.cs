using RetailRocket.Web.Components.Shared;

namespace RetailRocket.Web.Components.Charts;

/// <summary>Something to know about a date, shown on the axis under it: blocked, published with a warning.</summary>
public sealed record TrendMark(DateOnly Date, Standing Standing, string Words);
