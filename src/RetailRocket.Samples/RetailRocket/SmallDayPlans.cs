using RetailRocket.Samples.Chance;

namespace RetailRocket.Samples.RetailRocket;

/// <summary>Plans the 60 dates of the small scale: a season, growth, some noise, and the story.</summary>
internal static class SmallDayPlans
{
    private const double FirstDayVisitors = 1_800;
    private const double DailyGrowth = 0.003;

    /// <summary>
    /// Buyers a visitor of the day. Some visitors have several sessions, so this lies above the share of sessions that buy.
    /// </summary>
    private const double BuyersPerVisitor = 0.0249;
    private const double CartersPerVisitor = 0.066;

    /// <summary>Days, counted from the first, that have one exact duplicate row each.</summary>
    private static readonly int[] DuplicateDays = [10, 30, 53];

    public static IReadOnlyList<DayPlan> Make(RetailRocketScale scale, SampleRandom random)
    {
        var count = RetailRocketStory.LastDate.DayNumber - RetailRocketStory.FirstDate.DayNumber + 1;
        var plans = new List<DayPlan>(count);
        for (var i = 0; i < count; i++)
        {
            var date = RetailRocketStory.FirstDate.AddDays(i);
            plans.Add(
                date == RetailRocketStory.EmptyDate
                    ? new DayPlan { Date = date, Totals = default }
                    : Day(scale, date, i, random)
            );
        }

        var itemsToCover = Apportionment.Divide(
            scale.EventItems,
            [.. plans.Select(plan => (double)plan.Totals.Visitors)]
        );
        return [.. plans.Select((plan, i) => plan with { ItemsToCover = itemsToCover[i] })];
    }

    private static DayPlan Day(RetailRocketScale scale, DateOnly date, int i, SampleRandom random)
    {
        var visitors = (int)(FirstDayVisitors * (1 + (DailyGrowth * i)) * Season(date) * Noise(0.02, random));
        var carters = (int)(visitors * CartersPerVisitor * Noise(0.04, random));
        var buyers = (int)((visitors * BuyersPerVisitor * Noise(0.03, random)) + 0.5);
        var halted = date == RetailRocketStory.ConversionFallDate;
        if (halted)
        {
            buyers -= (int)((buyers * scale.LeadingRootShare) + 0.5) - DayBuilder.HaltSurvivors;
        }

        var orders = buyers + (int)(buyers * 0.10);
        var lostIds = date == RetailRocketStory.MissingTransactionIdsDate;
        return new DayPlan
        {
            Date = date,
            Totals = new DayTotals(
                visitors,
                visitors - (visitors / 350),
                carters,
                buyers,
                (int)(visitors * 1.62 * Noise(0.02, random)),
                (int)(carters * 1.5),
                (int)(orders * 1.35)
            ),
            Orders = orders,
            ReturningVisitors = (int)(visitors * 0.24 * i / (i + 6)),
            ReturningBuyers = (int)(buyers * 0.58 * i / (i + 16)),
            DuplicateViews = DuplicateDays.Contains(i) ? 1 : 0,
            LeadingRootHalted = halted,
            LostIdsFromHour = lostIds ? RetailRocketStory.MissingTransactionIdsFromHour : 0,
            LostIdsToHour = lostIds ? RetailRocketStory.MissingTransactionIdsToHour : 0,
        };
    }

    private static double Season(DateOnly date) =>
        date.DayOfWeek switch
        {
            DayOfWeek.Monday => 1.08,
            DayOfWeek.Tuesday => 1.05,
            DayOfWeek.Wednesday => 1.03,
            DayOfWeek.Thursday => 1.00,
            DayOfWeek.Friday => 0.94,
            DayOfWeek.Saturday => 0.87,
            _ => 1.02,
        };

    private static double Noise(double most, SampleRandom random) => 1 + (most * ((2 * random.Fraction()) - 1));
}
