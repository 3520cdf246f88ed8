using Microsoft.AspNetCore.Components;
using RetailRocket.Web.Components.Charts;
using RetailRocket.Web.Components.Shared;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Features.Cohorts;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Components.Pages.Cohorts;

/// <summary>
/// Retention from week 1 on (week 0 is everybody): all cohorts in grey, their weighted mean, and one cohort singled out, its
/// unfinished week dashed.
/// </summary>
public sealed partial class RetentionCurves
{
    private const int MostWeekTicks = 12;

    private const string Mean = "var(--series-1)";
    private const string Singled = "var(--series-2)";
    private const string Other = "var(--line-strong)";

    private IReadOnlyList<decimal> ticks = [];
    private IReadOnlyList<ChartLine> lines = [];
    private IReadOnlyList<Column<WeekMean>> columns = [];

    [Parameter, EditorRequired]
    public required CohortTriangle Triangle { get; set; }

    [Parameter, EditorRequired]
    public required CohortSelection Selection { get; set; }

    [Parameter, EditorRequired]
    public required ViewState View { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private Cohort? Chosen => Triangle.Cohorts.FirstOrDefault(cohort => cohort.Week == Selection.Cohort);

    private int Weeks => Triangle.Cohorts.Count == 0 ? 0 : Triangle.Cohorts.Max(cohort => cohort.Weeks.Count) - 1;

    /// <summary>Weeks from one word of the axis to the next.</summary>
    private int Every => Math.Max(1, (int)Math.Ceiling((double)Weeks / MostWeekTicks));

    protected override void OnParametersSet()
    {
        var drawn = Triangle
            .Cohorts.SelectMany(cohort => cohort.Weeks.Where(week => week.Index > 0).Select(week => week.RetentionRate))
            .DefaultIfEmpty(0);
        ticks = AxisTicks.Of(0, drawn.Max());
        lines = [.. Lines()];
        columns = CohortColumns.Means(T);
    }

    // What lies on top comes last.
    private IEnumerable<ChartLine> Lines()
    {
        foreach (var cohort in Triangle.Cohorts.Where(cohort => cohort != Chosen))
            yield return new(Complete(cohort), Other, 1);
        yield return new(Placed(Triangle.Means.Select(mean => (mean.Index, mean.RetentionRate))), Mean, 2.5);
        if (Chosen is not { } chosen)
            yield break;
        yield return new(Complete(chosen), Singled);
        yield return new(Unfinished(chosen), Singled, IsDashed: true);
    }

    private decimal? MeanOf(int week) => Triangle.Means.FirstOrDefault(mean => mean.Index == week)?.RetentionRate;

    private static CohortWeek? CellOf(Cohort cohort, int week) =>
        cohort.Weeks.FirstOrDefault(cell => cell.Index == week);

    private static List<ChartPoint> Complete(Cohort cohort) =>
        Placed(cohort.Weeks.Where(week => week.IsComplete).Select(week => (week.Index, week.RetentionRate)));

    // From the last complete week, so that the dashes go on where the line ends.
    private static List<ChartPoint> Unfinished(Cohort cohort) =>
        cohort.Weeks.Any(week => !week.IsComplete)
            ? Placed(cohort.Weeks.TakeLast(2).Select(week => (week.Index, week.RetentionRate)))
            : [];

    private static List<ChartPoint> Placed(IEnumerable<(int Week, decimal Rate)> points) =>
        [.. points.Where(point => point.Week > 0).Select(point => new ChartPoint(point.Week - 1, (double)point.Rate))];

    private string Spoken(int week)
    {
        var words = $"{T["Cohorts.WeekName", week]}: {T["Cohorts.Mean"]} {Formats.Rate(MeanOf(week))}";
        return Chosen is { } chosen
            ? $"{words}, {Formats.Iso(chosen.Week)} {Formats.Rate(CellOf(chosen, week)?.RetentionRate)}"
            : words;
    }

    private void Choose(ChangeEventArgs change)
    {
        var chosen = CohortSelection.Of(null, change.Value as string, null);
        Navigation.NavigateTo(Links.Cohorts(View, Selection with { Cohort = chosen.Cohort, Week = null }));
    }
}
