using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Web.Components.Views;

namespace RetailRocket.Web.Tests.Views;

public sealed class LinksTests
{
    private static readonly ViewState View = new()
    {
        Pipeline = "retailrocket",
        From = new DateOnly(2015, 6, 1),
        To = new DateOnly(2015, 6, 16),
        Dates =
        [
            new ViewDate(new DateOnly(2015, 6, 1), Verdict.Pass, 1, Verdict.Pass),
            new ViewDate(new DateOnly(2015, 6, 10), Verdict.Fail, null, null),
            new ViewDate(new DateOnly(2015, 6, 16), Verdict.Pass, 1, Verdict.Pass),
            new ViewDate(new DateOnly(2015, 6, 20), null, null, null),
        ],
        TimeZone = "Asia/Seoul",
    };

    [Fact]
    public void Funnel_OfAView_CarriesIt() =>
        Assert.Equal("/funnel?pipeline=retailrocket&from=2015-06-01&to=2015-06-16", Links.Funnel(View));

    [Fact]
    public void Links_WithoutDates_CarryThePipelineAlone() =>
        Assert.Equal("/help?pipeline=retailrocket", Links.Help(View with { Dates = [] }));

    [Fact]
    public void Check_WithAnOddName_IsEscaped() =>
        Assert.StartsWith("/quality/a%2Fb%3Fc?", Links.Check(View, "a/b?c"), StringComparison.Ordinal);

    [Fact]
    public void With_ChangesAndRemovals_KeepTheRest() =>
        Assert.Equal(
            "/funnel?pipeline=retailrocket&step=cart%20%26%20more",
            Links.With("http://h/funnel?pipeline=retailrocket&category=7", ("category", null), ("step", "cart & more"))
        );

    [Fact]
    public void Same_OtherDates_KeepsThePageAndItsOwnChoices() =>
        Assert.Equal(
            "/funnel?pipeline=retailrocket&from=2015-06-10&to=2015-06-10&category=7",
            Links.Same(
                "http://h/funnel?category=7&pipeline=x&from=2000-01-01",
                View.On(new DateOnly(2015, 6, 10), new DateOnly(2015, 6, 10))
            )
        );

    [Fact]
    public void Step_Back_EndsOnTheKnownDateBefore()
    {
        var before = View.Step(-1)!;
        Assert.Equal(new DateOnly(2015, 6, 10), before.To);
        Assert.Equal(View.Range.Days, before.Range.Days);
    }

    [Fact]
    public void Step_BeyondTheDates_IsNone() => Assert.Null(View.Step(1)!.Step(1));

    [Fact]
    public void LastPublished_WithLaterDates_IsTheLastThatReadersSee() =>
        Assert.Equal(new DateOnly(2015, 6, 16), View.LastPublished);

    [Fact]
    public void Comparison_OfARange_IsAsLongAndRightBefore()
    {
        Assert.Equal(new DateOnly(2015, 5, 31), View.Comparison.To);
        Assert.Equal(View.Range.Days, View.Comparison.Days);
    }
}
