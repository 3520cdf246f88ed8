namespace RetailRocket.Web.Components.Charts;

/// <summary>A line of a <see cref="LineChart"/>.</summary>
/// <param name="Points">Ascending by place.</param>
/// <param name="Colour">CSS colour.</param>
/// <param name="Width">Of the stroke in pixels.</param>
public sealed record ChartLine(IReadOnlyList<ChartPoint> Points, string Colour, double Width = 2, bool IsDashed = false)
{
    /// <summary>There is something to draw: a line of gaps alone is no path that a browser understands.</summary>
    public bool HasValues => Points.Any(point => point.Value is not null);

    /// <summary>Values between two gaps, which no line leads to.</summary>
    public IEnumerable<ChartPoint> Lone =>
        Points.Where((point, at) => point.Value is not null && !IsKnown(at - 1) && !IsKnown(at + 1));

    /// <summary>A line of one value for each place; null is a gap.</summary>
    public static ChartLine Of(
        IReadOnlyList<decimal?> values,
        string colour,
        double width = 2,
        bool isDashed = false
    ) => new([.. values.Select((value, at) => new ChartPoint(at, (double?)value))], colour, width, isDashed);

    private bool IsKnown(int index) => index >= 0 && index < Points.Count && Points[index].Value is not null;
}
