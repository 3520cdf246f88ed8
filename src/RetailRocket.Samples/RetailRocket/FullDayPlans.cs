using RetailRocket.Samples.Chance;

namespace RetailRocket.Samples.RetailRocket;

/// <summary>Plans the 139 dates of the full scale so that they add up to the totals of the public data set.</summary>
internal static class FullDayPlans
{
    private const int DistinctVisitors = 1_407_580;
    private const int DistinctBuyers = 11_719;
    private const int DistinctTransactions = 17_672;
    private const int Duplicates = 460;

    public static IReadOnlyList<DayPlan> Make(RetailRocketScale scale)
    {
        var days = FullDayTotals.Days;
        var visitorDays = days.Sum(day => day.Visitors);
        var buyerDays = days.Sum(day => day.Buyers);

        // Nobody can return on the first day; after some weeks the share of returning visitors is steady.
        var returningVisitors = Apportionment.Divide(
            visitorDays - DistinctVisitors,
            [.. days.Select((day, i) => day.Visitors * (double)i / (i + 6))]
        );
        var returningBuyers = Apportionment.Divide(
            buyerDays - DistinctBuyers,
            [.. days.Select((day, i) => day.Buyers * (double)i / (i + 10))]
        );
        var furtherOrders = Apportionment.Divide(
            DistinctTransactions - buyerDays,
            [.. days.Select(day => (double)(day.Transactions - day.Buyers))]
        );
        var duplicates = Apportionment.Divide(Duplicates, [.. days.Select(day => (double)day.Views)]);
        var itemsToCover = Apportionment.Divide(scale.EventItems, [.. days.Select(day => (double)day.Visitors)]);

        return
        [
            .. days.Select(
                (day, i) =>
                    new DayPlan
                    {
                        Date = FullDayTotals.FirstDate.AddDays(i),
                        Totals = day,
                        Orders = day.Buyers + furtherOrders[i],
                        ReturningVisitors = returningVisitors[i],
                        ReturningBuyers = returningBuyers[i],
                        DuplicateViews = duplicates[i],
                        ItemsToCover = itemsToCover[i],
                    }
            ),
        ];
    }
}
