namespace RetailRocket.Web.Features.Funnel;

/// <summary>A ratio of events by category.</summary>
public enum CategoryRate
{
    /// <summary>Transaction events / addtocart events.</summary>
    CartToPurchase,

    /// <summary>Addtocart events / view events.</summary>
    ViewToCart,

    /// <summary>Transaction events / view events.</summary>
    ViewToPurchase,
}
