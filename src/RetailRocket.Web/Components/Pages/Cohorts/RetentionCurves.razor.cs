using System.Globalization;
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

    private IReadOnlyList<decimal> ticks = [];
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

    private IEnumerable<int> WeekTicks
    {
        get
        {
            var step = Math.Max(1, (int)Math.Ceiling((double)Weeks / MostWeekTicks));
            return Enumerable.Range(1, Weeks).Where(week => (week - 1) % step == 0);
        }
    }

    protected override void OnParametersSet()
    {
        var drawn = Triangle
            .Cohorts.SelectMany(cohort => cohort.Weeks.Where(week => week.Index > 0).Select(week => week.RetentionRate))
            .DefaultIfEmpty(0);
        ticks = AxisTicks.Of(0, drawn.Max());
        columns = CohortColumns.Means(T);
    }

    private decimal? MeanOf(int week) => Triangle.Means.FirstOrDefault(mean => mean.Index == week)?.RetentionRate;

    private static CohortWeek? CellOf(Cohort cohort, int week) =>
        cohort.Weeks.FirstOrDefault(cell => cell.Index == week);

    private List<(double X, double Y)?> Complete(Cohort cohort) =>
        Placed(cohort.Weeks.Where(week => week.IsComplete).Select(week => (week.Index, week.RetentionRate)));

    // From the last complete week, so that the dashes go on where the line ends.
    private List<(double X, double Y)?> Unfinished(Cohort cohort) =>
        cohort.Weeks.Any(week => !week.IsComplete)
            ? Placed(cohort.Weeks.TakeLast(2).Select(week => (week.Index, week.RetentionRate)))
            : [];

    private List<(double X, double Y)?> Placed(IEnumerable<(int Week, decimal Rate)> points) =>
        [
            .. points
                .Where(point => point.Week > 0)
                .Select(point => ((double X, double Y)?)((point.Week - .5) / Weeks * 1000, Y(point.Rate) * 1000)),
        ];

    // 0 is the top of the plot and 1 its floor.
    private double Y(decimal rate) => 1 - (double)(rate / ticks[^1]);

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

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.###}%");

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
