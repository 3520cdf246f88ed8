using RetailRocket.Web.Features.Funnel;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Components.Pages.Funnel;

/// <summary>How each <see cref="FunnelMetric"/> and <see cref="CategoryRate"/> is called and written.</summary>
public static class FunnelMetrics
{
    public static IReadOnlyList<FunnelMetric> All { get; } = Enum.GetValues<FunnelMetric>();

    public static FigureKind Kind(FunnelMetric metric) =>
        metric is FunnelMetric.SessionToPurchase or FunnelMetric.ViewToCart or FunnelMetric.CartToPurchase
            ? FigureKind.Rate
            : FigureKind.Count;

    /// <summary>Name of the published column.</summary>
    public static string Column(FunnelMetric metric) =>
        metric switch
        {
            FunnelMetric.SessionToPurchase => "cvr_session_to_purchase",
            FunnelMetric.ViewToCart => "cvr_view_to_cart",
            FunnelMetric.CartToPurchase => "cvr_cart_to_purchase",
            FunnelMetric.Visitors => "visitors",
            FunnelMetric.Sessions => "sessions",
            FunnelMetric.Purchases => "purchases",
            _ => throw new ArgumentOutOfRangeException(nameof(metric)),
        };

    /// <summary>Key of its name.</summary>
    public static string TextKey(FunnelMetric metric) =>
        metric switch
        {
            FunnelMetric.SessionToPurchase => "Figure.CvrSessionToPurchase",
            FunnelMetric.ViewToCart => "Figure.CvrViewToCart",
            FunnelMetric.CartToPurchase => "Figure.CvrCartToPurchase",
            FunnelMetric.Visitors => "Figure.Visitors",
            FunnelMetric.Sessions => "Figure.Sessions",
            FunnelMetric.Purchases => "Figure.Purchases",
            _ => throw new ArgumentOutOfRangeException(nameof(metric)),
        };

    /// <summary>Key of a sentence about what it is over a range of dates.</summary>
    public static string AboutKey(FunnelMetric metric) => $"Funnel.{metric}About";

    /// <summary>Key of its name.</summary>
    public static string TextKey(CategoryRate rate) => $"Funnel.Rate{rate}";
}
