using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Pipeline.Tests.Engine;

public sealed class DateRangeTests
{
    [Theory]
    [InlineData("1 2 3", "", "2015-06-01..2015-06-03")]
    [InlineData("1 3 9", "", "2015-06-01..2015-06-09")]
    [InlineData("1 3 9", "5", "2015-06-01..2015-06-03 2015-06-09")]
    [InlineData("9 1 1", "2 8", "2015-06-01 2015-06-09")]
    [InlineData("", "1", "")]
    public void Cover_DatesAndBarriers_GivesTheFewestRanges(string dates, string barriers, string expected) =>
        Assert.Equal(expected, string.Join(' ', DateRange.Cover(Days(dates), Days(barriers).ToHashSet())));

    private static IEnumerable<DateOnly> Days(string days) =>
        days.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(day => new DateOnly(2015, 6, int.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));
}
