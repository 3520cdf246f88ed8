using Microsoft.Extensions.Localization;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Web.Components.Charts;
using RetailRocket.Web.Components.Shared;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Components.Pages.Quality;

/// <summary>What a chart says under its dates: held back, without data.</summary>
internal static class DateMarks
{
    public static IReadOnlyList<TrendMark> Of(ViewState view, IStringLocalizer<Text> words) =>
        [
            .. view
                .Dates.Where(date => date.Date >= view.From && date.Date <= view.To)
                .Select(date =>
                    date.IsBlocked ? new TrendMark(date.Date, Standing.Fail, words["Mark.Blocked"])
                    : date.Verdict == Verdict.NoData ? new TrendMark(date.Date, Standing.NoData, words["Mark.NoData"])
                    : null
                )
                .OfType<TrendMark>(),
        ];
}
