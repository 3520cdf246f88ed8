using System.Globalization;

namespace RetailRocket.Web.Components.Charts;

/// <summary>The part of a <see cref="LineChart"/>'s plot that belongs to one place of its axis, in shares of the plot's width.</summary>
/// <param name="Left">Where it starts.</param>
/// <param name="Width">Half as wide at the two ends of the axis, whose places lie on the edges.</param>
/// <param name="Centre">Where the place lies in it, in shares of its own width.</param>
public readonly record struct ChartStrip(double Left, double Width, double Centre)
{
    public static ChartStrip Of(int at, int count)
    {
        if (count == 1)
            return new(0, 1, .5);
        var place = (double)at / (count - 1);
        var left = Math.Max(0, place - .5 / (count - 1));
        var right = Math.Min(1, place + .5 / (count - 1));
        return new(left, right - left, (place - left) / (right - left));
    }

    /// <summary>The style attribute that puts an element there, with the place in it as <c>--at</c>.</summary>
    public string Style =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"left:{Left * 100:0.###}%;width:{Width * 100:0.###}%;--at:{Centre * 100:0.###}%"
        );
}
