namespace RetailRocket.Web.Localization;

/// <summary>How a figure is written, and how its change is.</summary>
public enum FigureKind
{
    /// <summary>A whole number: <c>1,404,179</c>; its change relative, <c>-29 %</c>.</summary>
    Count,

    /// <summary>A share from 0 to 1: <c>2.41 %</c>; its change in percentage points, <c>-0.70 pp</c>.</summary>
    Rate,

    /// <summary>A number with decimals: <c>12.35</c>; its change relative.</summary>
    Number,

    /// <summary>Seconds: <c>3 m 04 s</c>; its change relative.</summary>
    Seconds,
}
