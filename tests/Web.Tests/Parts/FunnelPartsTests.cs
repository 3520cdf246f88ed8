using Bunit;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Web.Components.Pages.Funnel;
using RetailRocket.Web.Components.Shared;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Features.Funnel;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Parts;

public sealed class FunnelPartsTests : PartTests
{
    private static readonly DateRange Range = new(new DateOnly(2015, 7, 20), new DateOnly(2015, 7, 20));

    private static readonly ViewState View = new()
    {
        Pipeline = "retailrocket",
        From = Range.From,
        To = Range.To,
        Dates = [new ViewDate(Range.From, null, 1, null)],
        TimeZone = "Asia/Seoul",
    };

    public FunnelPartsTests() => ComponentFactories.AddStub<HowComputed>();

    [Fact]
    public void OpenAndClosed_SaysHowManySessionsAreTheDifference()
    {
        var part = Render<OpenAndClosed>(parameters => parameters.Add(part => part.Figures, Figures(40, 7)));
        Assert.Contains(
            "7 of 40 buying sessions have no cart event",
            part.Find(".ratios-why").TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(2, part.FindAll("tbody tr").Count);
    }

    [Theory]
    [InlineData(-0.05, "down", "25%")]
    [InlineData(0.1, "up", "50%")]
    public void MovedBar_IsAsLongAsItsShareOfTheGreatest(double moved, string side, string width)
    {
        var bar = Render<MovedBar>(parameters =>
            parameters.Add(part => part.Moved, (decimal)moved).Add(part => part.Most, .1m)
        );
        Assert.Equal($"width:{width}", bar.Find($".moved-fill.{side}").GetAttribute("style"));
    }

    [Fact]
    public void Categories_OfAFall_NameWhatCausedIt()
    {
        var part = Render<FunnelCategories>(parameters =>
            parameters
                .Add(part => part.Report, Report(Row(338, .01m), Row(381, -.08m), Row(133, -.01m)))
                .Add(part => part.Selection, new FunnelSelection())
                .Add(part => part.View, View)
        );
        Assert.Contains(
            "from 38.00\u00a0% to 30.00\u00a0% (-8.00\u00a0pp)",
            part.Find(".cause").TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Category 381 alone moved it by -8.00\u00a0pp",
            part.Find(".cause").TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(
            ["Category 381", "Category 133", "Category 338"],
            part.FindAll("tbody tr td:first-child").Select(cell => cell.TextContent.Trim())
        );
        Assert.Contains("category=381", part.Find("tbody a").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void Categories_WithoutEvents_OfferTheWayBack()
    {
        var part = Render<FunnelCategories>(parameters =>
            parameters
                .Add(part => part.Report, FunnelReport.Nothing(Range))
                .Add(part => part.Selection, new FunnelSelection { Category = 5 })
                .Add(part => part.View, View)
        );
        Assert.Contains("Category 5 has no events", part.Find(".state-filtered").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "category=",
            part.Find(".state-actions a").GetAttribute("href"),
            StringComparison.Ordinal
        );
    }

    private static FunnelReport Report(params CategoryRow[] rows) =>
        FunnelReport.Nothing(Range) with
        {
            Categories = new CategoryLevel(
                null,
                [],
                rows,
                new CategoryRow(0, false, false, Events(.3m), Events(.38m), new CategoryMoves(0, -.08m, 0))
            ),
        };

    private static CategoryRow Row(int category, decimal moved) =>
        new(category, false, true, Events(.3m), Events(.38m), new CategoryMoves(0, moved, 0));

    private static CategoryFigures Events(decimal rate) => new(1000, 100, 30, .1m, rate, .03m);

    private static FunnelFigures Figures(long bought, long withoutCart) =>
        new()
        {
            Visitors = 900,
            Sessions = 1000,
            Views = 2000,
            Addtocarts = 150,
            Purchases = bought,
            SessionsWithView = 950,
            SessionsWithCart = 100,
            SessionsWithPurchase = bought,
            SessionsWithViewAndCart = 90,
            SessionsWithCartAndPurchase = bought - withoutCart,
            SessionsWithViewCartAndPurchase = bought - withoutCart,
            CartSessionsWithoutView = 10,
            PurchaseSessionsWithoutCart = withoutCart,
            TransactionEventsWithoutId = 0,
            SessionToPurchase = .04m,
            ViewToCart = .1053m,
            CartToPurchase = .4m,
            ViewToCartClosed = .0947m,
            CartToPurchaseClosed = .33m,
        };
}
