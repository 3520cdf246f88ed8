using System.Net;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Pages;

/// <summary>The explanation's first HTML and its files, over real figures.</summary>
[Collection(OneApp.Name)]
public sealed class ExplainPageTests(AppHost host)
{
    [Fact]
    public async Task Monday_AgainstTheMondayBefore_SaysThatNothingMoved()
    {
        var html = await ReadAsync("/explain?from=2015-06-08&to=2015-06-08");
        Assert.Matches("Session to purchase went from 50.00\u00a0% to 50.00\u00a0%", html);
        Assert.Matches("(?s)Traffic mix.*?0.00\u00a0pp.*?Definition change.*?0.00\u00a0pp", html);
        Assert.Contains("2015-06-01 (Mon)", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HeldBackDate_Unasked_OffersToExplainItUnpublished()
    {
        var html = await ReadAsync(
            "/explain?from=2015-06-09&to=2015-06-09&before_from=2015-06-08&before_to=2015-06-08"
        );
        Assert.Contains("2015-06-09 (Tue) is held back by a check", html, StringComparison.Ordinal);
        Assert.Contains("held_back=1", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HeldBackDate_Asked_IsDataQualityAndMarked()
    {
        var html = await ReadAsync(
            "/explain?from=2015-06-09&to=2015-06-09&before_from=2015-06-08&before_to=2015-06-08&held_back=1"
        );
        Assert.Contains("The largest part is Data quality (-50.00\u00a0pp)", html, StringComparison.Ordinal);
        Assert.Contains("1 of them held back, not published", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DatesWithoutFigures_LeadToTheLastPublishedOnes()
    {
        var html = await ReadAsync("/explain?from=2014-06-09&to=2014-06-09");
        Assert.Contains("Nothing is published for", html, StringComparison.Ordinal);
        Assert.Contains("Go to 2015-06-08", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_InKorean_IsKorean()
    {
        using var browser = await host.SignInAsync(Roles.Analyst);
        await browser.GetAsync("/language/ko");
        var html = await ReadAsync(browser, "/explain?from=2015-06-08&to=2015-06-08&by=landing");
        Assert.Contains("유입 구성", html, StringComparison.Ordinal);
        Assert.Contains("조회로 시작", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Traffic mix", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/explain/segments.csv", "segment,part,mix,rate", "\"new, view\",")]
    [InlineData("/explain/what-if.csv", "definition,sessions,sessions_difference", "no_date_cut,2,0,")]
    public async Task File_OfATable_HoldsItsLines(string path, string head, string line)
    {
        using var browser = await host.SignInAsync(Roles.Quality);
        var answer = await browser.GetAsync($"{path}?from=2015-06-08&to=2015-06-08");
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith(head, text, StringComparison.Ordinal);
        Assert.Contains(line, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/explain")]
    [InlineData("/explain/what-if.csv")]
    public async Task Explanation_ForAMarketer_IsRefused(string path)
    {
        using var browser = await host.SignInAsync(Roles.Marketer);
        var answer = await browser.GetAsync($"{path}?from=2015-06-08&to=2015-06-08");
        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task<string> ReadAsync(string path)
    {
        using var browser = await host.SignInAsync(Roles.Analyst);
        return await ReadAsync(browser, path);
    }

    /// <summary>The first HTML that has the answer: one that waits for a recomputation goes out without it.</summary>
    private static async Task<string> ReadAsync(Browser browser, string path)
    {
        // Each waits a quarter of a second for the answer.
        for (var tries = 0; tries < 200; tries++)
        {
            var html = WebUtility.HtmlDecode(await browser.ReadAsync(path));
            if (!html.Contains("class=\"recomputing\"", StringComparison.Ordinal))
                return html;
        }
        throw new TimeoutException($"{path} is still being recomputed.");
    }
}
