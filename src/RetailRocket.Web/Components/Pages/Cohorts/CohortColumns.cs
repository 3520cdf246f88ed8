using Microsoft.Extensions.Localization;
using RetailRocket.Web.Components.Shared;
using RetailRocket.Web.Features.Cohorts;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Components.Pages.Cohorts;

/// <summary>The columns of the cohort tables and of their files. Published columns keep their names.</summary>
public static class CohortColumns
{
    /// <summary>Columns of the mean of each week.</summary>
    public static IReadOnlyList<Column<WeekMean>> Means(IStringLocalizer<Text> text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return
        [
            Columns.Count<WeekMean>("week_index", text["Cohorts.WeekIndex"], mean => mean.Index),
            Columns.Figure<WeekMean>(
                "retention_rate",
                text["Cohorts.MeanRate"],
                mean => mean.RetentionRate,
                FigureKind.Rate
            ),
            Columns.Count<WeekMean>("active_visitors", text["Cohorts.Active"], mean => mean.ActiveVisitors),
            Columns.Count<WeekMean>("cohort_size", text["Cohorts.MeanSize"], mean => mean.Size),
            Columns.Count<WeekMean>("cohorts", text["Cohorts.MeanCohorts"], mean => mean.Cohorts),
        ];
    }

    /// <summary>Columns of the triangle as a file.</summary>
    public static IReadOnlyList<Column<RetentionLine>> Triangle() =>
        [
            new("kpi_date", "kpi_date", line => line.Triangle.AsOf),
            new("row", "row", line => line.Cohort is null ? "weighted_mean" : "cohort"),
            new("cohort_week", "cohort_week", line => line.Cohort),
            new("week_index", "week_index", line => line.Week),
            new("cohort_size", "cohort_size", line => line.Size),
            new("active_visitors", "active_visitors", line => line.ActiveVisitors),
            new("retention_rate", "retention_rate", line => line.RetentionRate),
            new("is_complete", "is_complete", line => line.IsComplete),
            new("verdict", "verdict", line => Standings.Name(Standings.Of(line.Triangle.Verdict))),
            new("run_id", "run_id", line => line.Triangle.RunId),
            new("definition_version", "definition_version", line => line.Triangle.DefinitionVersion),
        ];

    /// <summary>Which cell visitors are of, the same in every line of a file, and that they come from facts.</summary>
    public static IReadOnlyList<Column<CohortVisitor>> Cell(DateOnly asOf, CohortVisitors visitors)
    {
        ArgumentNullException.ThrowIfNull(visitors);
        return
        [
            new("kpi_date", "kpi_date", _ => asOf),
            new("cohort_week", "cohort_week", _ => visitors.Cohort),
            new("week_index", "week_index", _ => visitors.Week),
            new("published_active_visitors", "published_active_visitors", _ => visitors.Published),
            new("read_from", "read_from", _ => "facts"),
        ];
    }

    /// <summary>Columns of the visitors behind a cell.</summary>
    public static IReadOnlyList<Column<CohortVisitor>> Visitors(IStringLocalizer<Text> text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return
        [
            new("visitor_id", text["Cohorts.Visitor"], visitor => visitor.VisitorId) { IsNumber = true },
            Columns.Count<CohortVisitor>("orders", text["Cohorts.Orders"], visitor => visitor.Orders),
            Columns.Date<CohortVisitor>(
                "last_purchase_date",
                text["Cohorts.LastPurchase"],
                visitor => visitor.LastPurchase
            ),
            Columns.Date<CohortVisitor>(
                "first_purchase_date",
                text["Cohorts.FirstPurchase"],
                visitor => visitor.FirstPurchase
            ),
            Columns.Count<CohortVisitor>(
                "orders_to_date",
                text["Cohorts.OrdersToDate"],
                visitor => visitor.OrdersToDate
            ),
        ];
    }
}
