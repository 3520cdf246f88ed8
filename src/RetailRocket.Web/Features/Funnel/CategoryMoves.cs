namespace RetailRocket.Web.Features.Funnel;

/// <summary>
/// By how much a category moved the ratios of its level between two ranges, as a difference of shares: what its events did
/// beyond (or short of) the level's earlier ratio, now less before, over all events of the level. The moves of all lines of a
/// level add up to the change of the ratio, and a category that only grew or shrank at the usual ratio moved nothing.
/// </summary>
public sealed record CategoryMoves(decimal? ViewToCart, decimal? CartToPurchase, decimal? ViewToPurchase)
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
