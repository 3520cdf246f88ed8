using Microsoft.Extensions.Localization;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Web.Components.Charts;
using RetailRocket.Web.Components.Shared;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Components.Pages.Quality;

/// <summary>What a chart says under its dates: held back, without data.</summary>
internal static class DateMarks
{
    public static IReadOnlyList<TrendMark> Of(ViewState view, IStringLocalizer<Text> words) =>
        Of(view, view.Range, words);

    /// <param name="range">The chart's dates, where they are not those of the view.</param>
    public static IReadOnlyList<TrendMark> Of(ViewState view, DateRange range, IStringLocalizer<Text> words) =>
        [
            .. view
                .Dates.Where(date => range.Contains(date.Date))
                .Select(date =>
                    date.IsBlocked ? new TrendMark(date.Date, Standing.Fail, words["Mark.Blocked"])
                    : date.Verdict == Verdict.NoData ? new TrendMark(date.Date, Standing.NoData, words["Mark.NoData"])
                    : null
                )
                .OfType<TrendMark>(),
        ];
}
