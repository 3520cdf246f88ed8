using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using RetailRocket.Web.Components.Shared;
using RetailRocket.Web.Features;
using RetailRocket.Web.Features.Funnel;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Components.Pages.Funnel;

/// <summary>The columns of the funnel's tables, which are the columns of their files. Published columns keep their names.</summary>
public static class FunnelColumns
{
    /// <summary>Columns of the dates.</summary>
    /// <param name="metric">The figure that the chart shows, here beside its comparison.</param>
    /// <param name="isCompared">There is a range to compare with.</param>
    /// <param name="verdict">How a verdict is shown; null where there is no page.</param>
    public static IReadOnlyList<Column<FunnelDayLine>> Dates(
        IStringLocalizer<Text> text,
        FunnelMetric metric,
        bool isCompared,
        RenderFragment<FunnelDayLine>? verdict = null,
        RenderFragment<FunnelDayLine>? run = null
    )
    {
        ArgumentNullException.ThrowIfNull(text);
        var kind = FunnelMetrics.Kind(metric);
        var name = FunnelMetrics.Column(metric);
        var columns = new List<Column<FunnelDayLine>>
        {
            Columns.Date<FunnelDayLine>("kpi_date", text["Chart.Date"], line => line.Date),
            new("verdict", text["Funnel.Verdict"], line => Standings.Name(line.Standing)) { Template = verdict },
            Rate("cvr_session_to_purchase", "Figure.CvrSessionToPurchase", figures => figures.SessionToPurchase),
            Rate("cvr_view_to_cart", "Figure.CvrViewToCart", figures => figures.ViewToCart),
            Rate("cvr_cart_to_purchase", "Figure.CvrCartToPurchase", figures => figures.CartToPurchase),
        };
        columns.AddRange([
            Count("visitors", "Figure.Visitors", figures => figures.Visitors),
            Count("sessions", "Figure.Sessions", figures => figures.Sessions),
            Count("sessions_with_view", "Funnel.WithView", figures => figures.SessionsWithView, false),
            Count("sessions_with_cart", "Funnel.WithCart", figures => figures.SessionsWithCart, false),
            Count("sessions_with_purchase", "Funnel.WithPurchase", figures => figures.SessionsWithPurchase, false),
            Count("purchases", "Figure.Purchases", figures => figures.Purchases),
            Rate("cvr_view_to_cart_closed", "Funnel.ViewToCartClosed", figures => figures.ViewToCartClosed, false),
            Rate(
                "cvr_cart_to_purchase_closed",
                "Funnel.CartToPurchaseClosed",
                figures => figures.CartToPurchaseClosed,
                false
            ),
            Count(
                "purchase_sessions_without_cart",
                "Funnel.WithoutCart",
                figures => figures.PurchaseSessionsWithoutCart,
                false
            ),
            Count("views", "Funnel.Views", figures => figures.Views, false),
            Count("addtocarts", "Funnel.Addtocarts", figures => figures.Addtocarts, false),
            Count(
                "transaction_events_without_id",
                "Funnel.WithoutId",
                figures => figures.TransactionEventsWithoutId,
                false
            ),
            Columns.Date<FunnelDayLine>("compared_date", text["Funnel.ComparedDate"], line => line.BeforeDate) with
            {
                IsShown = false,
            },
            new Column<FunnelDayLine>("run_id", text["Funnel.Run"], line => line.Day?.RunId)
            {
                IsNumber = true,
                Template = run,
            },
            new Column<FunnelDayLine>(
                "definition_version",
                text["Funnel.Definition"],
                line => line.Day?.DefinitionVersion
            )
            {
                IsShown = false,
            },
        ]);
        // Right behind the figure that they belong to.
        if (isCompared)
            columns.InsertRange(
                columns.FindIndex(column => column.Key == name) + 1,
                [
                    Columns.Figure<FunnelDayLine>(
                        $"{name}_compared",
                        text["Funnel.Before"],
                        line => line.Before?.Figures.Of(metric),
                        kind
                    ),
                    new Column<FunnelDayLine>(
                        $"{name}_change",
                        text["Funnel.Change"],
                        line => line.Day?.Figures.Of(metric) - line.Before?.Figures.Of(metric)
                    )
                    {
                        IsNumber = true,
                        Text = line =>
                            Formats.Change(line.Day?.Figures.Of(metric), line.Before?.Figures.Of(metric), kind),
                    },
                ]
            );
        return columns;

        Column<FunnelDayLine> Rate(
            string key,
            string title,
            Func<FunnelFigures, decimal?> value,
            bool isShown = true
        ) =>
            Columns.Figure<FunnelDayLine>(key, text[title], line => Of(line, value), FigureKind.Rate) with
            {
                IsShown = isShown,
                About = key,
            };

        Column<FunnelDayLine> Count(string key, string title, Func<FunnelFigures, long> value, bool isShown = true) =>
            Columns.Count<FunnelDayLine>(key, text[title], line => line.Day is { } day ? value(day.Figures) : null) with
            {
                IsShown = isShown,
                About = key,
            };
    }

    /// <summary>Columns of the steps.</summary>
    public static IReadOnlyList<Column<FunnelStepLine>> Steps(IStringLocalizer<Text> text, bool isCompared)
    {
        ArgumentNullException.ThrowIfNull(text);
        var columns = new List<Column<FunnelStepLine>>
        {
            new("step", text["Funnel.Step"], line => line.Step) { Text = line => text[StepKey(line.Step)] },
            Columns.Count<FunnelStepLine>("sessions", text["Figure.Sessions"], line => line.Sessions),
            Rate("share_of_first", "Funnel.ShareOfFirst", line => line.OfFirst),
            Rate("share_of_previous", "Funnel.ShareOfPrevious", line => line.OfPrevious),
            Columns.Count<FunnelStepLine>("lost", text["Funnel.Dropped"], line => line.Lost),
        };
        if (isCompared)
            columns.AddRange([
                Columns.Count<FunnelStepLine>(
                    "sessions_compared",
                    text["Funnel.ComparedMetric", text["Figure.Sessions"].Value],
                    line => line.Before?.Sessions
                ),
                Rate("share_of_previous_compared", "Funnel.SharePreviousCompared", line => line.Before?.OfPrevious),
                new Column<FunnelStepLine>(
                    "share_of_previous_change",
                    text["Funnel.Change"],
                    line => line.OfPrevious - line.Before?.OfPrevious
                )
                {
                    IsNumber = true,
                    Text = line => Formats.Points(line.OfPrevious - line.Before?.OfPrevious),
                },
            ]);
        return columns;

        Column<FunnelStepLine> Rate(string key, string title, Func<FunnelStepLine, decimal?> value) =>
            Columns.Figure<FunnelStepLine>(key, text[title], value, FigureKind.Rate);
    }

    /// <summary>
    /// What stands behind sums over dates, the same in every line of a file: dates counted and compared, the runs and the
    /// definitions that computed them.
    /// </summary>
    public static IReadOnlyList<Column<TRow>> Certificate<TRow>(FunnelReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var days = report.Now.Days.Concat(report.Before?.Days ?? []).ToList();
        var runs = string.Join(' ', days.Select(day => day.RunId).Distinct().Order());
        var definitions = string.Join(' ', days.Select(day => day.DefinitionVersion).Distinct().Order());
        return
        [
            Same("from_date", report.Now.Range.From),
            Same("to_date", report.Now.Range.To),
            Same("dates_counted", report.Now.Days.Count),
            Same("compared_from_date", report.Before?.Range.From),
            Same("compared_to_date", report.Before?.Range.To),
            Same("dates_compared", report.Before?.Days.Count),
            Same("run_ids", runs),
            Same("definition_versions", definitions),
            Same("waivers", WaiverText.Of(report.Certificates)),
        ];

        static Column<TRow> Same(string key, object? value) => new(key, key, _ => value);
    }

    /// <summary>Key of the name of a step.</summary>
    public static string StepKey(string step) =>
        step switch
        {
            FunnelStepLine.First => "Funnel.StepSessions",
            "sessions_with_view" => "Funnel.StepView",
            "sessions_with_cart" => "Funnel.StepCart",
            "sessions_with_purchase" => "Funnel.StepPurchase",
            "sessions_with_view_and_cart" => "Funnel.StepViewCart",
            "sessions_with_view_cart_and_purchase" => "Funnel.StepViewCartPurchase",
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, "There is no such step."),
        };

    private static decimal? Of(FunnelDayLine line, Func<FunnelFigures, decimal?> value) =>
        line.Day is { } day ? value(day.Figures) : null;
}
