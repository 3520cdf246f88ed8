namespace RetailRocket.Web.Features.Funnel;

/// <summary>A figure of the daily funnel that can be drawn over time.</summary>
public enum FunnelMetric
{
    SessionToPurchase,
    ViewToCart,
    CartToPurchase,
    Visitors,
    Sessions,
    Purchases,
}
