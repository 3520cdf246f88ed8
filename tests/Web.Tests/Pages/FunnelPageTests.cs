using System.Net;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Pages;

/// <summary>The funnel page's first HTML and its files, over real figures.</summary>
[Collection(OneApp.Name)]
public sealed class FunnelPageTests(AppHost host)
{
    [Fact]
    public async Task Range_WithBlockedAndMissingDates_SaysWhatIsCounted()
    {
        var html = await ReadAsync("/funnel?from=2015-06-08&to=2015-06-10");
        Assert.Contains("1 of 3 dates counted", html, StringComparison.Ordinal);
        Assert.Matches("(?s)2015-06-09 \\(Tue\\).*?blocked", html);
        Assert.Matches("(?s)2015-06-10 \\(Wed\\).*?not run", html);
        Assert.Matches(@"(?s)Session to purchase.*?tile-value[^>]*>50.00" + "\u00a0%<", html);
    }

    [Fact]
    public async Task Range_OfOneDate_OffersAMonthInsteadOfAPoint()
    {
        var html = await ReadAsync("/funnel?from=2015-06-08&to=2015-06-08");
        Assert.Contains("Show 28 days up to 2015-06-08", html, StringComparison.Ordinal);
        Assert.Contains("from=2015-05-12&to=2015-06-08", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comparison_WithFewerDates_ComparesRatesOnly()
    {
        var html = await ReadAsync("/funnel?from=2015-06-02&to=2015-06-08&compare=4w");
        Assert.Contains("compared with 2015-05-05 – 2015-05-11 (0 of 7)", html, StringComparison.Ordinal);
        Assert.DoesNotContain("tile-change", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BlockedDate_SaysThatAGateHoldsIt()
    {
        var html = await ReadAsync("/funnel?from=2015-06-09&to=2015-06-09");
        Assert.Contains("2015-06-09 (Tue) is held back by a quality check", html, StringComparison.Ordinal);
        Assert.Contains("Not published", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownDates_LeadToTheLastPublishedOne()
    {
        var html = await ReadAsync("/funnel?from=2014-06-01&to=2014-06-02");
        Assert.Contains("No figures for 2014-06-01 – 2014-06-02", html, StringComparison.Ordinal);
        Assert.Contains("Go to 2015-06-08", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Category_WithoutEvents_IsToldApartFromNoData()
    {
        var html = await ReadAsync("/funnel?from=2015-06-08&to=2015-06-08&category=777");
        Assert.Contains("Category 777 has no events in these dates", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Category_Opened_ShowsItsPath()
    {
        var html = await ReadAsync("/funnel?from=2015-06-08&to=2015-06-08&category=1");
        Assert.Matches("(?s)All root categories.*?Category 1.*?Category 2", html);
    }

    [Fact]
    public async Task Page_InKorean_IsKorean()
    {
        using var browser = await host.SignInAsync(Roles.Analyst);
        await browser.GetAsync("/language/ko");
        var html = await browser.ReadAsync("/funnel?from=2015-06-08&to=2015-06-10");
        Assert.Contains("3일 중 1일 집계", html, StringComparison.Ordinal);
        Assert.DoesNotContain("dates counted", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/funnel/dates.csv", "kpi_date,verdict,cvr_session_to_purchase", "2015-06-09,fail,,")]
    [InlineData("/funnel/steps.csv", "step,sessions,share_of_first", "sessions_with_purchase,1,0.5000,1.0000")]
    [InlineData("/funnel/categories.csv", "category_id,is_own,cvr_cart_to_purchase", "1,false,1.0000")]
    public async Task File_OfATable_HoldsItsLines(string path, string head, string line)
    {
        using var browser = await host.SignInAsync(Roles.Marketer);
        var answer = await browser.GetAsync($"{path}?from=2015-06-08&to=2015-06-09&compare=none");
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.NotNull(answer.Content.Headers.ContentLength);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith(head, text, StringComparison.Ordinal);
        Assert.Contains(line, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_ForNobody_LeadsToTheSignIn()
    {
        using var browser = host.Browse();
        var answer = await browser.GetAsync("/funnel/dates.csv?from=2015-06-08&to=2015-06-09");
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Contains("/account/sign-in", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    private async Task<string> ReadAsync(string path)
    {
        using var browser = await host.SignInAsync(Roles.Analyst);
        return await browser.ReadAsync(path);
    }
}
