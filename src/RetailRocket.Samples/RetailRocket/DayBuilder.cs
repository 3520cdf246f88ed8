using RetailRocket.Samples.Chance;

namespace RetailRocket.Samples.RetailRocket;

/// <summary>
/// Makes the visits of one date so that its totals come out exactly as planned: who comes, what each does how often. The
/// visits of the date's shoppers (buyers, then those who only fill a cart) come first, then those of people who only look.
/// </summary>
internal sealed class DayBuilder(VisitorPool visitors, ItemSampler items, VisitBuilder visits, SampleRandom random)
{
    /// <summary>Buyers who still buy from the leading root category while it is halted.</summary>
    public const int HaltSurvivors = 1;

    private const double CartedShareOfBuyers = 0.93;
    private const double ReturningShareOfShoppers = 0.3;

    // People who shop look at more than people who do not.
    private const double ShopperAppetite = 4;

    public void Build(DayPlan plan)
    {
        visitors.BeginDay();
        var totals = plan.Totals;
        if (totals.Visitors == 0)
        {
            return;
        }

        var buyersWithCart = Math.Min(totals.Carters, (int)((totals.Buyers * CartedShareOfBuyers) + 0.5));
        var shoppers = totals.Buyers + totals.Carters - buyersWithCart;
        var day = new Visit[totals.Visitors];
        TakeVisitors(plan, day, shoppers);
        DealOrders(plan, day.AsSpan(0, totals.Buyers));
        DealCarts(totals, day.AsSpan(0, shoppers), buyersWithCart);
        DealViews(totals, day, shoppers);
        ChooseMainItems(plan, day.AsSpan(0, shoppers));

        items.BeginDay(totals.Visitors - shoppers, plan.ItemsToCover);
        visits.BeginDay(plan);
        foreach (ref readonly var visit in day.AsSpan())
        {
            visits.Build(in visit);
        }

        visits.EndDay();
    }

    private void TakeVisitors(DayPlan plan, Visit[] day, int shoppers)
    {
        var returning = plan.ReturningVisitors;
        for (var slot = 0; slot < day.Length; slot++)
        {
            var isBuyer = slot < plan.Totals.Buyers;
            var comesBack =
                returning > 0
                && (slot < plan.ReturningBuyers || slot >= shoppers || random.Chance(ReturningShareOfShoppers));
            day[slot].Visitor =
                !comesBack ? visitors.TakeNew()
                : slot < plan.ReturningBuyers ? visitors.TakeReturningBuyer()
                : visitors.TakeReturning(whoNeverBought: isBuyer);
            returning -= comesBack ? 1 : 0;
            if (isBuyer)
            {
                visitors.RecordPurchase(day[slot].Visitor);
            }
        }
    }

    private void DealOrders(DayPlan plan, Span<Visit> buyers)
    {
        if (buyers.IsEmpty)
        {
            return;
        }

        var weights = Weights(buyers);
        var orders = Deal(plan.Orders - buyers.Length, weights);
        var perOrder = new double[buyers.Length];
        for (var i = 0; i < buyers.Length; i++)
        {
            buyers[i].Orders = 1 + orders[i];
            perOrder[i] = buyers[i].Orders;
        }

        var lines = Deal(plan.Totals.Transactions - plan.Orders, perOrder);
        for (var i = 0; i < buyers.Length; i++)
        {
            buyers[i].OrderLines = buyers[i].Orders + lines[i];
        }
    }

    private void DealCarts(DayTotals totals, Span<Visit> shoppers, int buyersWithCart)
    {
        if (totals.Carters == 0)
        {
            return;
        }

        var withoutCart = random.Distinct(totals.Buyers - buyersWithCart, Math.Max(totals.Buyers, 1));
        var weights = new double[shoppers.Length];
        for (var i = 0; i < shoppers.Length; i++)
        {
            // Who buys three things has put about three into the cart.
            weights[i] = visitors.Appetite(shoppers[i].Visitor) + (3 * shoppers[i].OrderLines);
        }

        foreach (var buyer in withoutCart)
        {
            weights[buyer] = 0;
        }

        var carts = Deal(totals.Carts - totals.Carters, weights);
        for (var i = 0; i < shoppers.Length; i++)
        {
            shoppers[i].Carts = weights[i] > 0 ? 1 + carts[i] : 0;
        }
    }

    private void DealViews(DayTotals totals, Span<Visit> day, int shoppers)
    {
        var weights = Weights(day);
        for (var i = 0; i < shoppers; i++)
        {
            weights[i] = (weights[i] + day[i].Carts) * ShopperAppetite;
        }

        // Some come straight to a cart or an order: somebody else's link, or a view that was not tracked.
        foreach (var shopper in random.Distinct(totals.Visitors - totals.Viewers, shoppers))
        {
            weights[shopper] = 0;
        }

        var views = Deal(totals.Views - totals.Viewers, weights);
        for (var i = 0; i < day.Length; i++)
        {
            day[i].Views = weights[i] > 0 ? 1 + views[i] : 0;
        }
    }

    // While the leading root is halted, its share of the carts is as on any day, but those who filled them are, but for the
    // survivors, not among the buyers, who stand first.
    private void ChooseMainItems(DayPlan plan, Span<Visit> shoppers)
    {
        var mainItems = items.Stratified(shoppers.Length);
        if (plan.LeadingRootHalted)
        {
            int[] others = [.. mainItems.Where(item => !items.InLeadingRoot(item))];
            int[] leading = [.. mainItems.Where(items.InLeadingRoot)];
            var otherBuyers = plan.Totals.Buyers - HaltSurvivors;
            mainItems =
            [
                .. others[..otherBuyers],
                .. leading[..HaltSurvivors],
                .. others[otherBuyers..],
                .. leading[HaltSurvivors..],
            ];
        }

        for (var i = 0; i < shoppers.Length; i++)
        {
            shoppers[i].MainItem = mainItems[i];
        }
    }

    private double[] Weights(ReadOnlySpan<Visit> day)
    {
        var weights = new double[day.Length];
        for (var i = 0; i < day.Length; i++)
        {
            weights[i] = visitors.Appetite(day[i].Visitor);
        }

        return weights;
    }

    private int[] Deal(int count, double[] weights)
    {
        var dealt = new int[weights.Length];
        if (count > 0)
        {
            new WeightedChoice(weights).Deal(count, dealt, random);
        }

        return dealt;
    }
}
