using System.Net;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Pages;

/// <summary>The target pages' first HTML, and their files, over the app's own figures.</summary>
[Collection(OneApp.Name)]
public sealed class TargetsPagesTests(AppHost host)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Targets_PublishedDate_ShowsSizesMovesAndFirstRows()
    {
        var html = await ReadAsync("/targets?to=2015-06-08&segment=repeat_buyer", Roles.Marketer);
        Assert.Matches("data-figure=\"cart_abandoner_today\"[^>]*>0<", html);
        Assert.Matches("data-figure=\"repeat_buyer\"[^>]*>1<", html);
        Assert.Contains("since 2015-06-01 (Mon)", html, StringComparison.Ordinal);
        Assert.Contains("tx_cnt=2, last_purchase_ts=2015-06-08 10:02:00", html, StringComparison.Ordinal);
        Assert.Contains("/targets/visitors/1?", html, StringComparison.Ordinal);
        Assert.Contains("/download/targets/repeat_buyer.csv?", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Targets_EmptySegment_SaysThatNobodyIsInIt()
    {
        var html = await ReadAsync("/targets?to=2015-06-08&segment=cart_abandoner_today", Roles.Marketer);
        Assert.Contains("Nobody is in this segment", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Targets_BlockedDate_ShowsNoListAndWhereToLook()
    {
        var html = await ReadAsync("/targets?to=2015-06-09", Roles.Marketer);
        Assert.Contains("The lists of 2015-06-09 (Tue) are held back", html, StringComparison.Ordinal);
        Assert.Contains("/quality/dates/2015-06-09?", html, StringComparison.Ordinal);
        Assert.Contains("Lists of 2015-06-08 (Mon)", html, StringComparison.Ordinal);
        Assert.DoesNotContain("data-figure", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2015-06-10", "no run has published it yet")]
    [InlineData("2015-06-05", "No source row has this date")]
    public async Task Targets_UnpublishedDate_SaysWhy(string date, string words) =>
        Assert.Contains(words, await ReadAsync($"/targets?to={date}", Roles.Analyst), StringComparison.Ordinal);

    [Fact]
    public async Task Targets_ForAnAnalyst_OffersNoFile()
    {
        var html = await ReadAsync("/targets?to=2015-06-08&segment=repeat_buyer", Roles.Analyst);
        Assert.Contains("Downloading needs another role", html, StringComparison.Ordinal);
        Assert.DoesNotContain("/download/targets/repeat_buyer.csv", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Visitor_OnAList_ShowsConditionsAndTheDecidingLine()
    {
        var html = await ReadAsync("/targets/visitors/1?to=2015-06-08", Roles.Marketer);
        Assert.Contains("rank 1", html, StringComparison.Ordinal);
        Assert.Contains("Different orders on all dates so far", html, StringComparison.Ordinal);
        Assert.Contains("2015-06-08 10:02:00", html, StringComparison.Ordinal);
        Assert.Contains("events.csv line", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Visitor_Unknown_SaysSo() =>
        Assert.Contains(
            "Visitor 4711 has no event up to 2015-06-08 (Mon)",
            await ReadAsync("/targets/visitors/4711?to=2015-06-08", Roles.Marketer),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Download_List_CarriesItsCertificate()
    {
        using var browser = await host.SignInAsync(Roles.Marketer);
        var answer = await browser.GetAsync(
            "/download/targets/repeat_buyer.csv?pipeline=retailrocket&date=2015-06-08&encoding=utf-8"
        );
        var text = await answer.Content.ReadAsStringAsync(Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("1", Assert.Single(answer.Headers.GetValues("X-RetailRocket-Rows")));
        Assert.Equal("0", Assert.Single(answer.Headers.GetValues("X-RetailRocket-Rows-Cut")));
        Assert.Equal("PASS", Assert.Single(answer.Headers.GetValues("X-Certificate-Verdict")));
        Assert.Equal(
            "crm_targets_repeat_buyer_2015-06-08_1_rows.csv",
            answer.Content.Headers.ContentDisposition!.FileName!.Trim('"')
        );
        Assert.Equal(answer.Content.Headers.ContentLength, text.Length);
        Assert.Contains("2015-06-08,1,repeat_buyer,", text, StringComparison.Ordinal);

        var certificate = await browser.ReadAsync(
            "/download/targets/repeat_buyer.json?pipeline=retailrocket&date=2015-06-08&encoding=utf-8"
        );
        Assert.Contains(
            $"\"sha256\":\"{Assert.Single(answer.Headers.GetValues("X-RetailRocket-Sha256"))}\"",
            certificate,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("/download/targets/repeat_buyer.csv?pipeline=retailrocket&date=2015-06-09", HttpStatusCode.NotFound)]
    [InlineData("/download/targets/everybody.csv?pipeline=retailrocket&date=2015-06-08", HttpStatusCode.NotFound)]
    [InlineData(
        "/download/targets/repeat_buyer.csv?pipeline=retailrocket&date=2015-06-08&encoding=x",
        HttpStatusCode.BadRequest
    )]
    [InlineData(
        "/download/targets/everybody/days.csv?pipeline=retailrocket&from=2015-06-01&to=2015-06-08",
        HttpStatusCode.NotFound
    )]
    public async Task Download_WhatIsNotThere_IsRefused(string path, HttpStatusCode expected)
    {
        using var browser = await host.SignInAsync(Roles.Marketer);
        Assert.Equal(expected, (await browser.GetAsync(path)).StatusCode);
    }

    private async Task<string> ReadAsync(string path, string role)
    {
        using var browser = await host.SignInAsync(role);
        return await browser.ReadAsync(path);
    }
}
