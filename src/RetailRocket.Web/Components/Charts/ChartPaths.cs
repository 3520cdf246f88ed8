using System.Globalization;
using System.Text;

namespace RetailRocket.Web.Components.Charts;

/// <summary>Points as SVG paths. Gaps break the line; a lone point between gaps becomes a short stroke.</summary>
internal static class ChartPaths
{
    public static string Line(IReadOnlyList<(double X, double Y)?> points)
    {
        var path = new StringBuilder();
        foreach (var run in Runs(points))
        {
            path.Append(CultureInfo.InvariantCulture, $"M{run[0].X:0.##} {run[0].Y:0.##}");
            if (run.Count == 1)
                path.Append("h.01");
            foreach (var (x, y) in run.Skip(1))
                path.Append(CultureInfo.InvariantCulture, $"L{x:0.##} {y:0.##}");
        }
        return path.ToString();
    }

    /// <summary>The same, closed down to <paramref name="floor"/>.</summary>
    public static string Area(IReadOnlyList<(double X, double Y)?> points, double floor)
    {
        var path = new StringBuilder();
        foreach (var run in Runs(points).Where(run => run.Count > 1))
        {
            path.Append(CultureInfo.InvariantCulture, $"M{run[0].X:0.##} {floor:0.##}");
            foreach (var (x, y) in run)
                path.Append(CultureInfo.InvariantCulture, $"L{x:0.##} {y:0.##}");
            path.Append(CultureInfo.InvariantCulture, $"L{run[^1].X:0.##} {floor:0.##}Z");
        }
        return path.ToString();
    }

    private static IEnumerable<List<(double X, double Y)>> Runs(IReadOnlyList<(double X, double Y)?> points)
    {
        var run = new List<(double, double)>();
        foreach (var point in points)
        {
            if (point is { } place)
            {
                run.Add(place);
                continue;
            }
            if (run.Count > 0)
                yield return run;
            run = [];
        }
        if (run.Count > 0)
            yield return run;
    }
}
