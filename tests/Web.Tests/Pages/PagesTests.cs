using System.Net;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Pages;

/// <summary>The pages' first HTML over real figures.</summary>
[Collection(OneApp.Name)]
public sealed class PagesTests(AppHost host)
{
    [Fact]
    public async Task Overview_PublishedDate_ShowsItsFiguresAndTheWeekBefore()
    {
        var html = await ReadAsync("/?to=2015-06-08");
        Assert.Contains("2015-06-08 (Mon) is published", html, StringComparison.Ordinal);
        // Two visitors, one of whom bought.
        Assert.Matches(@"(?s)Visitors.*?tile-value[^>]*>2<", html);
        Assert.Matches(@"(?s)Purchases.*?tile-value[^>]*>1<", html);
        Assert.Matches("(?s)Session to purchase.*?tile-value[^>]*>50.00\u00a0%<", html);
        Assert.Contains("2015-06-01 (Mon)", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overview_BlockedDate_SaysWhichCheckAndShowsNoFigure()
    {
        var html = await ReadAsync("/?to=2015-06-09");
        Assert.Contains("2015-06-09 (Tue) is held back. Nothing is published for it.", html, StringComparison.Ordinal);
        Assert.Contains("002_transaction_integrity", html, StringComparison.Ordinal);
        Assert.Matches(@"(?s)Visitors.*?tile-value[^>]*>–<", html);
        Assert.Contains("Not published", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overview_LandedDate_SaysThatNoRunJudgedIt() =>
        Assert.Contains(
            "2015-06-10 (Wed) has landed and has not been run",
            await ReadAsync("/?to=2015-06-10"),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Overview_UnknownDate_SaysNoData() =>
        Assert.Contains(
            "2015-06-05 (Fri) has no source rows",
            await ReadAsync("/?to=2015-06-05"),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Overview_InKorean_IsKorean()
    {
        using var browser = await host.SignInAsync(Roles.Analyst);
        await browser.GetAsync("/language/ko");
        var html = await browser.ReadAsync("/?to=2015-06-08");
        Assert.Contains("2015-06-08 (월) 발행", html, StringComparison.Ordinal);
        Assert.Contains("방문자", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Visitors", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_ExplainsEveryPublishedColumnInTheDatabasesWords()
    {
        var html = await ReadAsync("/help");
        Assert.Contains("Distinct visitors with any event.", html, StringComparison.Ordinal);
        foreach (
            var model in host.Get<Pipeline.Definitions.PipelineCatalog>()
                .Get("retailrocket")
                .Models.Where(model => model.Layer == Pipeline.Definitions.ModelLayer.Kpi)
        )
            Assert.Contains(model.Table, html, StringComparison.Ordinal);
        Assert.DoesNotContain("run_id</code>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Navigation_OfAnAnalyst_HasNoAccessLine()
    {
        var html = await ReadAsync("/");
        Assert.Contains("href=\"/funnel?", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/access?", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/access")]
    [InlineData("/access/audit")]
    public async Task AdminPages_ForAnAnalyst_SayNotPermitted(string path)
    {
        using var browser = await host.SignInAsync(Roles.Analyst);
        var answer = await browser.GetAsync(path);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("This is not open to your role", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownAddress_IsNotFoundInWords()
    {
        using var browser = await host.SignInAsync(Roles.Analyst);
        var answer = await browser.GetAsync("/no/such/page");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("There is no such page", html, StringComparison.Ordinal);
    }

    private async Task<string> ReadAsync(string path)
    {
        using var browser = await host.SignInAsync(Roles.Analyst);
        return await browser.ReadAsync(path);
    }
}
