using RetailRocket.Web.Components.Shared;
using RetailRocket.Web.Components.Views;

namespace RetailRocket.Web.Features.Funnel;

/// <summary>A date of the range, published or not, beside the date that it is compared with.</summary>
/// <param name="Day">Null when the date is not published.</param>
/// <param name="Before">Null without comparison, and when that date is not published.</param>
/// <param name="Standing">
/// The verdict of the published figures; <see cref="Standing.Fail"/> when the last run was held back, and
/// <see cref="Standing.NoData"/> when there is nothing to publish.
/// </param>
/// <param name="IsJudged">A run has looked at the date.</param>
public sealed record FunnelDayLine(
    DateOnly Date,
    FunnelDay? Day,
    DateOnly? BeforeDate,
    FunnelDay? Before,
    Standing Standing,
    bool IsJudged
)
{
    /// <summary>A line for every date of the report's range.</summary>
    public static IReadOnlyList<FunnelDayLine> Of(ViewState view, FunnelReport report)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(report);
        var known = view.Dates.ToDictionary(date => date.Date);
        var days = report.Now.Days.ToDictionary(day => day.Date);
        var earlier = report.Before?.Days.ToDictionary(day => day.Date) ?? [];
        var shift = report.Before is { } before ? report.Now.Range.From.DayNumber - before.Range.From.DayNumber : 0;
        return
        [
            .. report
                .Now.Range.Dates()
                .Select(date =>
                {
                    var day = days.GetValueOrDefault(date);
                    var state = known.GetValueOrDefault(date);
                    DateOnly? compared = shift > 0 ? date.AddDays(-shift) : null;
                    return new FunnelDayLine(
                        date,
                        day,
                        compared,
                        compared is { } other ? earlier.GetValueOrDefault(other) : null,
                        state?.IsBlocked == true ? Standing.Fail : Standings.Of(day?.Verdict),
                        state?.Verdict is not null
                    );
                }),
        ];
    }
}
