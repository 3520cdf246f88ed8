using System.Globalization;

namespace RetailRocket.Web.Components.Charts;

/// <summary>
/// Colours of heat cells in both themes. One hue from pale to deep, so that it also reads without colour; the text is black
/// or white, whichever stands out more by luminance.
/// </summary>
public static class HeatColour
{
    private static readonly (double R, double G, double B) LightLow = (238, 244, 252);
    private static readonly (double R, double G, double B) LightHigh = (20, 78, 160);
    private static readonly (double R, double G, double B) DarkLow = (27, 36, 48);
    private static readonly (double R, double G, double B) DarkHigh = (122, 180, 255);

    /// <summary>The palest and the deepest colour of each theme.</summary>
    internal static IReadOnlyList<(
        (double R, double G, double B) Low,
        (double R, double G, double B) High
    )> Themes { get; } = [(LightLow, LightHigh), (DarkLow, DarkHigh)];

    /// <summary>A bar of the scale for legends.</summary>
    public static string Scale { get; } =
        $"background:linear-gradient(90deg,light-dark({Css(LightLow)},{Css(DarkLow)}),light-dark({Css(LightHigh)},{Css(DarkHigh)}))";

    /// <summary>Background and text of a cell.</summary>
    /// <param name="value">From 0 up.</param>
    /// <param name="most">The value of the deepest colour; greater values are as deep.</param>
    public static string Style(decimal value, decimal most)
    {
        // The root spreads the small values, of which there are many.
        var depth = most <= 0 ? 0 : Math.Sqrt(Math.Clamp((double)(value / most), 0, 1));
        var light = Mix(LightLow, LightHigh, depth);
        var dark = Mix(DarkLow, DarkHigh, depth);
        return $"background-color:light-dark({Css(light)},{Css(dark)});color:light-dark({TextOn(light)},{TextOn(dark)})";
    }

    /// <summary>WCAG contrast of two colours.</summary>
    internal static double Contrast((double R, double G, double B) one, (double R, double G, double B) other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + .05) / (Math.Min(a, b) + .05);
    }

    internal static string TextOn((double R, double G, double B) background) =>
        Contrast(background, (0, 0, 0)) >= Contrast(background, (255, 255, 255)) ? "#000" : "#fff";

    internal static (double R, double G, double B) Mix(
        (double R, double G, double B) low,
        (double R, double G, double B) high,
        double depth
    ) => (low.R + (high.R - low.R) * depth, low.G + (high.G - low.G) * depth, low.B + (high.B - low.B) * depth);

    private static double Luminance((double R, double G, double B) colour) =>
        .2126 * Linear(colour.R) + .7152 * Linear(colour.G) + .0722 * Linear(colour.B);

    private static double Linear(double channel)
    {
        var share = channel / 255;
        return share <= .04045 ? share / 12.92 : Math.Pow((share + .055) / 1.055, 2.4);
    }

    private static string Css((double R, double G, double B) colour) =>
        string.Create(CultureInfo.InvariantCulture, $"rgb({colour.R:0} {colour.G:0} {colour.B:0})");
}
