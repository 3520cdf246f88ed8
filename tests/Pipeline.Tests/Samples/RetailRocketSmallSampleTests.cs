using System.Globalization;
using RetailRocket.Samples.RetailRocket;

namespace RetailRocket.Pipeline.Tests.Samples;

/// <summary>What every small sample must be, whatever its seed.</summary>
public sealed class RetailRocketSmallSampleTests(SmallSample sample) : IClassFixture<SmallSample>
{
    public static TheoryData<long> Seeds => [42, 1, -20150720];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Events_Always_HaveTheSizeOfADemonstration(long seed)
    {
        var events = sample.Of(seed).Events;

        Assert.InRange(events.Count, 180_000, 220_000);
        Assert.InRange(events.Select(row => row.Visitor).Distinct().Count(), 75_000, 120_000);
        Assert.Equal(7_200, events.Select(row => row.Item).Distinct().Count());
        Assert.Equal(3, events.Count - events.Distinct().Count());
        Assert.Equal(
            ["addtocart", "transaction", "view"],
            events.Select(row => row.Event).Distinct().Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Events_Always_CoverEveryDateButTheEmptyOne(long seed)
    {
        var days = RetailRocketStory.LastDate.DayNumber - RetailRocketStory.FirstDate.DayNumber + 1;
        var expected = Enumerable
            .Range(0, days)
            .Select(RetailRocketStory.FirstDate.AddDays)
            .Where(date => date != RetailRocketStory.EmptyDate);

        Assert.Equal(60, days);
        Assert.Equal(expected, sample.Of(seed).Events.Select(row => row.Date).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Events_Always_AreInNoOrderOfTime(long seed)
    {
        var events = sample.Of(seed).Events;

        var later = events.Zip(events.Skip(1)).Count(pair => pair.Second.TimestampMs > pair.First.TimestampMs);

        Assert.InRange((double)later / events.Count, 0.48, 0.52);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void TransactionIds_Always_BelongToOneVisitorAndToTransactions(long seed)
    {
        var events = sample.Of(seed).Events;
        var orders = events.Where(row => row.IsPurchase).GroupBy(row => row.TransactionId).ToList();

        Assert.DoesNotContain(events, row => !row.IsTransaction && row.TransactionId.Length > 0);
        Assert.All(orders, order => Assert.Single(order.Select(row => row.Visitor).Distinct()));
        Assert.All(
            orders,
            order => Assert.InRange(order.Max(row => row.TimestampMs) - order.Min(row => row.TimestampMs), 0, 1_000)
        );
        Assert.Contains(orders, order => order.Count() >= 3);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Purchases_Always_MostlyFollowACartThatFollowsAView(long seed)
    {
        var visits = sample.Of(seed).Events.GroupBy(row => (row.Visitor, row.Date, row.Item)).ToList();
        var bought = visits.Where(visit => visit.Any(row => row.IsTransaction)).ToList();
        var carted = visits.Where(visit => visit.Any(row => row.IsCart)).ToList();

        var afterCart = bought.Count(visit =>
            First(visit, row => row.IsCart) <= First(visit, row => row.IsTransaction)
        );
        var afterView = carted.Count(visit => First(visit, row => row.IsView) <= First(visit, row => row.IsCart));

        Assert.InRange((double)afterCart / bought.Count, 0.70, 0.97);
        Assert.InRange((double)afterView / carted.Count, 0.70, 0.97);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Sessions_Always_PauseAroundTheHalfHour(long seed)
    {
        const long HalfHour = 30 * 60 * 1000;
        var pauses = sample
            .Of(seed)
            .Events.GroupBy(row => (row.Visitor, row.Date))
            .SelectMany(visit =>
            {
                var times = visit.Select(row => row.TimestampMs).Order().ToList();
                return times.Zip(times.Skip(1), (earlier, later) => later - earlier);
            })
            .ToList();

        Assert.Contains(HalfHour, pauses);
        Assert.InRange(pauses.Count(pause => pause is > HalfHour and < HalfHour + 300_000), 500, 5_000);
        Assert.InRange(pauses.Count(pause => pause is < HalfHour and > HalfHour - 300_000), 500, 5_000);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Segments_Always_HaveMembers(long seed)
    {
        var events = sample.Of(seed).Events;
        var weekStart = RetailRocketStory.LastDate.AddDays(-6);

        var highIntent = events
            .Where(row => row.Date >= weekStart)
            .GroupBy(row => row.Visitor)
            .Count(visitor => visitor.Count() >= 20 && visitor.All(row => row.IsView));
        var repeatBuyers = events
            .Where(row => row.IsPurchase)
            .GroupBy(row => row.Visitor)
            .Count(visitor => visitor.Select(row => row.TransactionId).Distinct().Count() >= 2);
        var abandonersByDate = events
            .GroupBy(row => row.Date)
            .Select(day =>
                day.GroupBy(row => row.Visitor)
                    .Count(visitor => visitor.Any(row => row.IsCart) && !visitor.Any(row => row.IsPurchase))
            );

        Assert.InRange(highIntent, 5, 100);
        Assert.InRange(repeatBuyers, 300, 1_200);
        Assert.All(abandonersByDate, count => Assert.InRange(count, 40, 150));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Cohorts_Always_ComeBackLessAndLess(long seed)
    {
        var weeks = sample
            .Of(seed)
            .Events.Where(row => row.IsPurchase)
            .GroupBy(row => row.Visitor)
            .Select(visitor =>
                visitor.Select(row => (row.Date.DayNumber - RetailRocketStory.FirstDate.DayNumber) / 7).ToHashSet()
            )
            .ToList();

        // The last week is cut by the end of the sample; the empty date lies in the sixth.
        double Retention(int age)
        {
            var cohort = weeks.Where(own => own.Min() + age <= 7).ToList();
            return (double)cohort.Count(own => own.Contains(own.Min() + age)) / cohort.Count;
        }

        Assert.InRange(Retention(1), 0.09, 0.16);
        Assert.InRange(Retention(3), 0.06, 0.13);
        Assert.InRange(Retention(6), 0.02, 0.09);
        Assert.True(Retention(1) > Retention(3) && Retention(3) > Retention(6));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Categories_Always_FormATreeUnderTheStorysRoot(long seed)
    {
        var content = sample.Of(seed);
        var storyRoot = RetailRocketStory.ConversionFallRootCategoryId.ToString(CultureInfo.InvariantCulture);

        Assert.Equal(300, content.Parents.Count);
        Assert.Equal(12, content.Parents.Values.Count(parent => parent.Length == 0));
        Assert.Equal(240, content.Parents.Keys.Except(content.Parents.Values).Count());
        Assert.Equal("", content.Parents[storyRoot]);
        Assert.All(
            content.Parents.Keys,
            category => Assert.True(content.Parents.ContainsKey(content.RootOf(category)))
        );
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Properties_Always_DescribeItemsInWeeklySnapshots(long seed)
    {
        var content = sample.Of(seed);
        var timestamps = content
            .Properties.Select(row => row[0])
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(long.Parse)
            .ToList();
        var categories = content.Properties.Where(row => row[2] == "categoryid").ToList();
        var available = content.Properties.Where(row => row[2] == "available").ToList();

        Assert.Equal(150_000, content.Properties.Count);
        Assert.Equal(8_000, content.Properties.Select(row => row[1]).Distinct().Count());
        Assert.Equal(content.Properties.Count, content.Properties.DistinctBy(row => (row[0], row[1], row[2])).Count());
        Assert.All(timestamps.Zip(timestamps.Skip(1)), pair => Assert.Equal(7 * 86_400_000L, pair.Second - pair.First));
        Assert.All(categories, row => Assert.DoesNotContain(row[3], content.Parents.Values));
        Assert.Contains(categories.GroupBy(row => row[1]), item => item.DistinctBy(row => row[3]).Count() > 1);
        Assert.Equal(["0", "1"], available.Select(row => row[3]).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(8_000, categories.Select(row => row[1]).Distinct().Count());
        Assert.Equal(8_000, available.Select(row => row[1]).Distinct().Count());
    }

    private static long First(IEnumerable<EventRow> visit, Func<EventRow, bool> kind) =>
        visit.Where(kind).Select(row => row.TimestampMs).DefaultIfEmpty(long.MaxValue).Min();
}
