using System.Globalization;
using Microsoft.AspNetCore.Components;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Components.Charts;

/// <summary>
/// Lines over dates. Strips over the drawing, one a date, show every series at the date by plain CSS, so that pointing costs no
/// round trip; they take the drag over a range, and the arrow keys move along them. A table holds the same figures.
/// </summary>
public sealed partial class TrendChart
{
    private const int MostSeries = 6;
    private const double LabelDistance = .075;

    private List<decimal> known = [];
    private IReadOnlyList<decimal> ticks = [];
    private IReadOnlyList<ChartLine> lines = [];
    private List<(int Index, double Top)> labels = [];
    private int? selecting;
    private bool open;

    /// <summary>What is drawn, for screen readers.</summary>
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>Every date of the axis, ascending, without holes.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<DateOnly> Dates { get; set; }

    /// <summary>Six at most: more cannot be told apart.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<TrendSeries> Series { get; set; }

    [Parameter]
    public FigureKind Kind { get; set; }

    /// <summary>What to know about single dates.</summary>
    [Parameter]
    public IReadOnlyList<TrendMark> Marks { get; set; } = [];

    /// <summary>Height of the plot in pixels.</summary>
    [Parameter]
    public int Height { get; set; } = 260;

    /// <summary>The reader chose a date by a click, or dragged over a range. Off when nothing listens.</summary>
    [Parameter]
    public EventCallback<(DateOnly From, DateOnly To)> OnSelect { get; set; }

    protected override void OnParametersSet()
    {
        if (Series.Count > MostSeries)
            throw new ArgumentException(
                $"{Series.Count} series cannot be told apart; {MostSeries} can.",
                nameof(Series)
            );
        if (Series.FirstOrDefault(line => line.Values.Count != Dates.Count) is { } uneven)
            throw new ArgumentException(
                $"{uneven.Name} has {uneven.Values.Count} values for {Dates.Count} dates.",
                nameof(Series)
            );
        known = [.. Series.SelectMany(line => line.Values).OfType<decimal>()];
        ticks = known.Count > 0 ? AxisTicks.Of(known.Min(), known.Max(), Kind == FigureKind.Count) : [];
        lines =
        [
            .. Series.Select(
                (line, index) =>
                    ChartLine.Of(line.Values, Colour(index), line.IsComparison ? 1.5 : 2, line.IsComparison)
            ),
        ];
        labels = Labels();
    }

    private decimal? ValueOf(int line, int at) => Series[line].Values[at];

    // 0 is the top of the plot and 1 its floor.
    private double Y(decimal value) => 1 - (double)((value - ticks[0]) / (ticks[^1] - ticks[0]));

    private string Colour(int index) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"var(--series-{(Series[index].Colour ?? index) % MostSeries + 1})"
        );

    // Names stand at the end of their lines, pushed apart where the lines end close together.
    private List<(int, double)> Labels()
    {
        var ends = Series
            .Select((line, index) => (Index: index, Last: line.Values.LastOrDefault(value => value is not null)))
            .Where(end => end.Last is not null)
            .Select(end => (end.Index, Top: Y(end.Last!.Value)))
            .OrderBy(end => end.Top)
            .ToList();
        for (var at = 1; at < ends.Count; at++)
            if (ends[at].Top < ends[at - 1].Top + LabelDistance)
                ends[at] = (ends[at].Index, ends[at - 1].Top + LabelDistance);
        var over = ends.Count > 0 ? Math.Max(0, ends[^1].Top - 1) : 0;
        return [.. ends.Select(end => (end.Index, end.Top - over))];
    }

    /// <summary>Dates from one word of the axis to the next.</summary>
    private int Every
    {
        get
        {
            var step = Math.Max(1, (int)Math.Ceiling(Dates.Count / 8.0));
            // Weeks stay recognisable: a step beyond a few days is whole weeks.
            return step > 3 ? (int)Math.Ceiling(step / 7.0) * 7 : step;
        }
    }

    private string Spoken(int at, TrendMark? mark)
    {
        var figures = Series.Select((line, index) => $"{line.Name} {Formats.Figure(ValueOf(index, at), Kind)}");
        var words = $"{Formats.Date(Dates[at])}: {string.Join(", ", figures)}";
        return mark is null ? words : $"{words}. {mark.Words}";
    }

    private bool IsSelecting(int at) => at == selecting;

    private void Start(int at)
    {
        if (OnSelect.HasDelegate)
            selecting = at;
    }

    private async Task EndAsync(int at)
    {
        if (selecting is not { } start)
            return;
        selecting = null;
        await OnSelect.InvokeAsync((Dates[Math.Min(start, at)], Dates[Math.Max(start, at)]));
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.###}%");
}
