using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Features.Overview;

/// <summary>Which figures the front page shows of a pipeline, and the table they are in.</summary>
/// <param name="Table">Published, one row a date.</param>
/// <param name="DateColumn">Its date.</param>
public sealed record Headlines(string Table, string DateColumn, IReadOnlyList<HeadlineFigure> Figures)
{
    private static readonly IReadOnlyDictionary<string, Headlines> All = new Dictionary<string, Headlines>
    {
        ["retailrocket"] = new(
            "mart_rr_funnel_daily",
            "kpi_date",
            [
                new("visitors", "Figure.Visitors", FigureKind.Count),
                new("sessions", "Figure.Sessions", FigureKind.Count),
                new("purchases", "Figure.Purchases", FigureKind.Count),
                new("cvr_session_to_purchase", "Figure.CvrSessionToPurchase", FigureKind.Rate),
                new("cvr_view_to_cart", "Figure.CvrViewToCart", FigureKind.Rate),
                new("cvr_cart_to_purchase", "Figure.CvrCartToPurchase", FigureKind.Rate),
            ]
        ),
    };

    /// <summary>The figure that is drawn over time: the first rate, or the first figure where there is none.</summary>
    public HeadlineFigure Rate => Figures.FirstOrDefault(figure => figure.Kind == FigureKind.Rate) ?? Figures[0];

    /// <summary>Null for a pipeline without figures on the front page.</summary>
    public static Headlines? Of(string pipeline) => All.GetValueOrDefault(pipeline);
}
