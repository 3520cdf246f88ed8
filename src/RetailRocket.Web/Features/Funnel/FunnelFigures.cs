namespace RetailRocket.Web.Features.Funnel;

/// <summary>
/// The figures of <c>mart_rr_funnel_daily</c>: of one date as published, or of several, where counts are the sum over the
/// dates and ratios are made of those sums (four decimals).
/// </summary>
public sealed record FunnelFigures
{
    /// <summary>Distinct visitors of a date. Over several dates a visitor counts once for each.</summary>
    public required long Visitors { get; init; }
    public required long Sessions { get; init; }
    public required long Views { get; init; }
    public required long Addtocarts { get; init; }

    /// <summary>Distinct orders of a date.</summary>
    public required long Purchases { get; init; }
    public required long SessionsWithView { get; init; }
    public required long SessionsWithCart { get; init; }
    public required long SessionsWithPurchase { get; init; }
    public required long SessionsWithViewAndCart { get; init; }
    public required long SessionsWithCartAndPurchase { get; init; }
    public required long SessionsWithViewCartAndPurchase { get; init; }
    public required long CartSessionsWithoutView { get; init; }
    public required long PurchaseSessionsWithoutCart { get; init; }
    public required long TransactionEventsWithoutId { get; init; }

    /// <summary>Share of sessions; null without sessions.</summary>
    public required decimal? SessionToPurchase { get; init; }

    /// <summary>Open ratio; null without sessions with a view.</summary>
    public required decimal? ViewToCart { get; init; }

    /// <summary>Open ratio; null without sessions with a cart.</summary>
    public required decimal? CartToPurchase { get; init; }
    public required decimal? ViewToCartClosed { get; init; }
    public required decimal? CartToPurchaseClosed { get; init; }

    /// <summary>One of the figures that are drawn over time.</summary>
    public decimal? Of(FunnelMetric metric) =>
        metric switch
        {
            FunnelMetric.SessionToPurchase => SessionToPurchase,
            FunnelMetric.ViewToCart => ViewToCart,
            FunnelMetric.CartToPurchase => CartToPurchase,
            FunnelMetric.Visitors => Visitors,
            FunnelMetric.Sessions => Sessions,
            FunnelMetric.Purchases => Purchases,
            _ => throw new ArgumentOutOfRangeException(nameof(metric)),
        };
}
