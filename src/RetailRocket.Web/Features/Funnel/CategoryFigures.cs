namespace RetailRocket.Web.Features.Funnel;

/// <summary>Events of a category and all below it, summed over published dates. Ratios are of those sums, four decimals.</summary>
/// <param name="PurchaseEvents">Transaction events, one for each item bought; not orders.</param>
public sealed record CategoryFigures(
    long Views,
    long Addtocarts,
    long PurchaseEvents,
    decimal? ViewToCart,
    decimal? CartToPurchase,
    decimal? ViewToPurchase
)
{
    public decimal? Of(CategoryRate rate) =>
        rate switch
        {
            CategoryRate.ViewToCart => ViewToCart,
            CategoryRate.CartToPurchase => CartToPurchase,
            CategoryRate.ViewToPurchase => ViewToPurchase,
            _ => throw new ArgumentOutOfRangeException(nameof(rate)),
        };
}
