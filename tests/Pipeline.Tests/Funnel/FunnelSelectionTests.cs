using RetailRocket.Pipeline.Runs;
using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Web.Features.Funnel;

namespace RetailRocket.Pipeline.Tests.Funnel;

public sealed class FunnelSelectionTests
{
    [Fact]
    public void Of_EveryChoice_ComesBackFromItsWords()
    {
        foreach (var comparison in Enum.GetValues<FunnelComparison>())
        foreach (var metric in Enum.GetValues<FunnelMetric>())
        foreach (var rate in Enum.GetValues<CategoryRate>())
        {
            var chosen = new FunnelSelection
            {
                Comparison = comparison,
                Metric = metric,
                Rate = rate,
                IsNested = metric == FunnelMetric.Sessions,
                Category = -1,
            };

            var read = FunnelSelection.Of(
                chosen.ComparisonWord,
                chosen.MetricWord,
                chosen.StepsWord,
                chosen.CategoryWord,
                chosen.RateWord
            );

            Assert.Equal(chosen, read);
        }
    }

    [Fact]
    public void Of_UnknownWords_AreTheFirstChoices() =>
        Assert.Equal(
            new FunnelSelection(),
            FunnelSelection.Of("last century", "'; drop table x", "sideways", "12 or 1=1", "")
        );

    [Fact]
    public void Before_FourWeeks_KeepsTheWeekdays()
    {
        var range = new DateRange(EngineHost.Day("2015-07-20"), EngineHost.Day("2015-07-26"));

        var before = new FunnelSelection { Comparison = FunnelComparison.FourWeeksBefore }.Before(range);

        Assert.Equal(new DateRange(EngineHost.Day("2015-06-22"), EngineHost.Day("2015-06-28")), before);
    }

    [Fact]
    public void Before_FirstDatesOfTheCalendar_IsNone() =>
        Assert.Null(new FunnelSelection().Before(new DateRange(DateOnly.MinValue, DateOnly.MinValue.AddDays(3))));
}
