using System.Globalization;
using RetailRocket.Samples.RetailRocket;

namespace RetailRocket.Pipeline.Tests.Samples;

/// <summary>The planted story can be found in the files, whatever the seed.</summary>
public sealed class RetailRocketStoryTests(SmallSample sample) : IClassFixture<SmallSample>
{
    private static readonly string StoryRoot = RetailRocketStory.ConversionFallRootCategoryId.ToString(
        CultureInfo.InvariantCulture
    );

    public static TheoryData<long> Seeds => [42, 1, -20150720];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Conversion_OrdinaryDates_LiesNearItsLevel(long seed)
    {
        var content = sample.Of(seed);

        Assert.All(
            content.Events.Select(row => row.Date).Distinct().Where(IsOrdinary),
            date => Assert.InRange(content.ConversionOf(date), RetailRocketStory.OrdinaryConversion - 0.003, 0.028)
        );
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Conversion_FallDate_FallsWhileTrafficAndCartsStay(long seed)
    {
        var content = sample.Of(seed);
        var fall = RetailRocketStory.ConversionFallDate;
        var before = fall.AddDays(-7);

        Assert.Equal(DayOfWeek.Monday, fall.DayOfWeek);
        Assert.InRange(content.ConversionOf(fall), 0.0145, 0.0190);
        Assert.InRange((double)content.SessionsOf(fall).Count / content.SessionsOf(before).Count, 0.92, 1.10);
        Assert.InRange((double)Carts(content, fall) / Carts(content, before), 0.85, 1.15);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void PurchasesPerCart_FallDate_CollapseInOneRootCategoryOnly(long seed)
    {
        var content = sample.Of(seed);
        var fall = RetailRocketStory.ConversionFallDate;
        var roots = content
            .Properties.Where(row => row[2] == "categoryid")
            .Select(row => (Item: int.Parse(row[1], CultureInfo.InvariantCulture), Root: content.RootOf(row[3])))
            .Distinct()
            .ToDictionary(pair => pair.Item, pair => pair.Root);

        double Rate(DateOnly date, bool inStoryRoot)
        {
            var rows = content
                .Events.Where(row =>
                    row.Date == date && (roots.GetValueOrDefault(row.Item) == StoryRoot) == inStoryRoot
                )
                .ToList();
            return (double)rows.Count(row => row.IsTransaction) / rows.Count(row => row.IsCart);
        }

        Assert.InRange(Rate(fall, inStoryRoot: true), 0.001, 0.07);
        Assert.InRange(Rate(fall, inStoryRoot: false), 0.25, 0.50);
        foreach (var monday in new[] { fall.AddDays(-14), fall.AddDays(-7), fall.AddDays(7) })
        {
            Assert.InRange(Rate(monday, inStoryRoot: true), 0.20, 0.55);
            Assert.InRange(Rate(monday, inStoryRoot: false), 0.25, 0.50);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void TransactionIds_MissingDate_AreMissingInTheHoursOfTheStoryAndNowhereElse(long seed)
    {
        var transactions = sample.Of(seed).Events.Where(row => row.IsTransaction).ToList();
        var without = transactions.Where(row => row.TransactionId.Length == 0).ToList();

        Assert.InRange(without.Count, 5, 60);
        Assert.All(without, row => Assert.True(IsInLostHours(row)));
        Assert.Equal(without.Count, transactions.Count(IsInLostHours));
        Assert.True(
            transactions.Count(row => row.Date == RetailRocketStory.MissingTransactionIdsDate) > 2 * without.Count
        );
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Visitors_Always_FollowTheWeekAndGrow(long seed)
    {
        var visitors = sample
            .Of(seed)
            .Events.GroupBy(row => row.Date)
            .ToDictionary(day => day.Key, day => day.Select(row => row.Visitor).Distinct().Count());
        var mondays = visitors.Where(day => day.Key.DayOfWeek == DayOfWeek.Monday).Average(day => day.Value);
        var saturdays = visitors.Where(day => day.Key.DayOfWeek == DayOfWeek.Saturday).Average(day => day.Value);
        var firstWeek = visitors
            .Where(day => day.Key < RetailRocketStory.FirstDate.AddDays(7))
            .Average(day => day.Value);
        var lastWeek = visitors
            .Where(day => day.Key > RetailRocketStory.LastDate.AddDays(-7))
            .Average(day => day.Value);

        Assert.InRange(mondays / saturdays, 1.15, 1.35);
        Assert.InRange(lastWeek / firstWeek, 1.08, 1.28);
    }

    [Fact]
    public void Report_Always_TellsEachDateOfTheStory()
    {
        var dates = sample.Of(42).Report.Story.Select(line => line.Date).ToList();

        Assert.Equal(
            [
                null,
                RetailRocketStory.MissingTransactionIdsDate,
                RetailRocketStory.EmptyDate,
                RetailRocketStory.ConversionFallDate,
            ],
            dates
        );
    }

    private static bool IsOrdinary(DateOnly date) =>
        date != RetailRocketStory.ConversionFallDate && date != RetailRocketStory.MissingTransactionIdsDate;

    private static bool IsInLostHours(EventRow row) =>
        row.Date == RetailRocketStory.MissingTransactionIdsDate
        && row.LocalTime.Hour >= RetailRocketStory.MissingTransactionIdsFromHour
        && row.LocalTime.Hour < RetailRocketStory.MissingTransactionIdsToHour;

    private static int Carts(SmallSample.Content content, DateOnly date) =>
        content.Events.Count(row => row.Date == date && row.IsCart);
}
