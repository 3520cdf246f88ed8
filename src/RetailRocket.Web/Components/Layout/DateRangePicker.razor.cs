using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Radzen;
using RetailRocket.Web.Components.Shared;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Components.Layout;

/// <summary>
/// Picks a range among the dates that exist: presets, or two dates of a calendar. The calendar is drawn only while it is open,
/// as it stands on every page.
/// </summary>
public sealed partial class DateRangePicker
{
    private const int Months = 2;

    private static readonly (string Key, int Days)[] Presets =
    [
        ("Range.Day", 1),
        ("Range.Week", 7),
        ("Range.FourWeeks", 28),
        ("Range.TwelveWeeks", 84),
    ];

    private bool open;
    private DateRange? chosen;
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

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    protected override void OnParametersSet()
    {
        if (shown == View)
            return;
        shown = View;
        // The calendar starts at the first date chosen, which the keyboard can only reach when it exists.
        var known = View.Dates.Where(date => View.Range.Contains(date.Date)).ToList();
        chosen = known.Count == 0 ? null : new DateRange(Moment(known[0].Date), Moment(known[^1].Date));
    }

    private static DateTime Moment(DateOnly date) => date.ToDateTime(TimeOnly.MinValue);

    private ViewState Preset(int days)
    {
        var last = View.LastPublished ?? View.Dates[^1].Date;
        return View.On(last.AddDays(1 - days), last);
    }

    private string Href(ViewState view) => Address?.Invoke(view) ?? Links.Same(Navigator.Uri, view);

    private async Task ChooseAsync(DateRange? range)
    {
        chosen = range;
        if (range is not { Start: { } start, End: { } end })
            return;
        Navigator.NavigateTo(Href(View.On(DateOnly.FromDateTime(start), DateOnly.FromDateTime(end))));
        await Script.InvokeVoidAsync("retailrocket.closeMenus");
    }

    private void Mark(DateRenderEventArgs day)
    {
        var date = DateOnly.FromDateTime(day.Date);
        var known = View.Of(date);
        day.Disabled = known is null;
        day.Attributes["title"] = Title(date, known);
        if (known is { IsBlocked: true })
            day.Attributes["class"] = "blocked";
        else if (known is { IsPublished: false })
            day.Attributes["class"] = "unpublished";
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
