using System.Globalization;
using Microsoft.AspNetCore.Components;
using RetailRocket.Web.Components.Shared;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Components.Layout;

/// <summary>Picks a range among the dates that exist. A first press sets the start, a second the end; each choice navigates.</summary>
public sealed partial class DateRangePicker
{
    private static readonly (string Key, int Days)[] Presets =
    [
        ("Range.Day", 1),
        ("Range.Week", 7),
        ("Range.FourWeeks", 28),
        ("Range.TwelveWeeks", 84),
    ];

    private DateOnly month;
    private DateOnly? start;
    private ViewState? shown;

    [Parameter, EditorRequired]
    public required ViewState View { get; set; }

    /// <summary>
    /// Where a choice leads; null for the address at hand with another view. A picker with an address of its own has no steps,
    /// whose keys belong to the view.
    /// </summary>
    [Parameter]
    public Func<ViewState, string>? Address { get; set; }

    [Inject]
    private NavigationManager Navigator { get; set; } = default!;

    /// <summary>Days before the month's first in its week, which starts on Monday as the cohorts' weeks do.</summary>
    private int Offset => ((int)month.DayOfWeek + 6) % 7;

    private static IEnumerable<string> Weekdays =>
        Enumerable
            .Range(1, 7)
            .Select(day => CultureInfo.CurrentUICulture.DateTimeFormat.GetShortestDayName((DayOfWeek)(day % 7)));

    protected override void OnParametersSet()
    {
        if (shown == View)
            return;
        shown = View;
        month = MonthOf(View.To);
        start = null;
    }

    private static DateOnly MonthOf(DateOnly date) => new(date.Year, date.Month, 1);

    private IEnumerable<DateOnly> Days()
    {
        for (var date = month; date.Month == month.Month; date = date.AddDays(1))
            yield return date;
    }

    private ViewState Preset(int days)
    {
        var last = View.LastPublished ?? View.Dates[^1].Date;
        return View.On(last.AddDays(1 - days), last);
    }

    private string Href(ViewState view) => Address?.Invoke(view) ?? Links.Same(Navigator.Uri, view);

    private void Choose(DateOnly date)
    {
        if (start is not { } first)
        {
            start = date;
            return;
        }
        start = null;
        Navigator.NavigateTo(Href(first <= date ? View.On(first, date) : View.On(date, first)));
    }

    private string Class(DateOnly date, ViewDate? known)
    {
        var classes = "range-day";
        if (date == start || (start is null && View.Range.Contains(date)))
            classes += " chosen";
        if (known is { IsBlocked: true })
            classes += " blocked";
        else if (known is { IsPublished: false })
            classes += " unpublished";
        return classes;
    }

    private string Title(DateOnly date, ViewDate? known) =>
        known switch
        {
            null => $"{Formats.Date(date)}: {T["Range.NoDate"]}",
            { IsBlocked: true } => $"{Formats.Date(date)}: {T["Verdict.Fail"]}",
            { IsPublished: false } => $"{Formats.Date(date)}: {T["Certificate.NotPublished"]}",
            { PublishedVerdict: var verdict } => $"{Formats.Date(date)}: {T[Standings.WordKey(Standings.Of(verdict))]}",
        };
}
