using System.Net;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Pages;

/// <summary>The quality pages' first HTML, and their files, over the app's own runs.</summary>
[Collection(OneApp.Name)]
public sealed class QualityPagesTests(AppHost host)
{
    private const string Range = "from=2015-06-01&to=2015-06-10";

    [Fact]
    public async Task Quality_Range_CountsDatesByVerdict()
    {
        var html = await ReadAsync($"/quality?{Range}");
        Assert.Matches("data-figure=\"Quality.DaysPassed\"[^>]*>2<", html);
        Assert.Matches("data-figure=\"Quality.DaysFailed\"[^>]*>1<", html);
        Assert.Contains("002_transaction_integrity, 2015-06-09 (Tue): fail, 1 row", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quality_OnlyProblems_HidesChecksThatPassed()
    {
        var html = await ReadAsync($"/quality?{Range}&only=problems");
        Assert.Contains("002_transaction_integrity", html, StringComparison.Ordinal);
        Assert.DoesNotContain("207_category_reconcile", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quality_OnlyProblemsWithoutAny_IsFilteredOut() =>
        Assert.Contains(
            "Every check passed",
            await ReadAsync("/quality?from=2015-06-08&to=2015-06-08&only=problems"),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Check_FailedDate_ShowsMeaningEvidenceAndSql()
    {
        var html = await ReadAsync($"/quality/002_transaction_integrity?{Range}&date=2015-06-09");
        Assert.Contains("A transaction event has no order", html, StringComparison.Ordinal);
        Assert.Contains("transaction without an order", html, StringComparison.Ordinal);
        Assert.Contains("order_lines as (", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workshop_CheckOfThePipeline_OpensWithItsSql()
    {
        var html = await ReadAsync($"/quality/workshop?{Range}&check=002_transaction_integrity");
        Assert.Contains("Changing 002_transaction_integrity", html, StringComparison.Ordinal);
        Assert.Contains("order_lines as (", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_Statistics_SayWhenItFailed() =>
        Assert.Contains(
            "change of verdict within the last 28 checked dates",
            await ReadAsync($"/quality/002_transaction_integrity?{Range}"),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Check_Unknown_SaysSo() =>
        Assert.Contains("There is no check 999_none", await ReadAsync("/quality/999_none"), StringComparison.Ordinal);

    [Fact]
    public async Task Date_Blocked_ShowsWhatItWouldPublish()
    {
        var html = await ReadAsync($"/quality/dates/2015-06-09?{Range}");
        Assert.Contains("is held back, and nothing is published for this date", html, StringComparison.Ordinal);
        Assert.Contains("title=\"Transaction events without a transaction id", html, StringComparison.Ordinal);
        Assert.Contains("Would be published", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/quality/dates/2015-06-08", "is the published one; there is nothing to compare")]
    [InlineData("/quality/dates/2015-06-10", "has not been run")]
    [InlineData("/quality/dates/2015-06-05", "has no data")]
    [InlineData("/quality/dates/soon", "\"soon\" is not a date")]
    public async Task Date_Other_SaysWhereItStands(string path, string words) =>
        Assert.Contains(words, await ReadAsync(path), StringComparison.Ordinal);

    [Fact]
    public async Task Quarantine_Empty_SaysThatEveryLineWasRead() =>
        Assert.Contains("No line is in quarantine", await ReadAsync("/quality/quarantine"), StringComparison.Ordinal);

    [Fact]
    public async Task Quarantine_ForAnAnalyst_IsNotPermittedAndNotOffered()
    {
        using var browser = await host.SignInAsync(Roles.Analyst);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/quality/quarantine")).StatusCode);
        Assert.DoesNotContain("/quality/quarantine?", await browser.ReadAsync("/quality"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        $"/download/quality/checks.csv?pipeline=retailrocket&{Range}&only=problems",
        "2015-06-09,002_transaction_integrity,BeforeStaging,Block,1,FAIL,1,0,false,1,"
    )]
    [InlineData($"/download/quality/verdicts.csv?pipeline=retailrocket&{Range}", "2015-06-09,1,Fail,1,Fail,,19,0,1")]
    [InlineData(
        $"/download/quality/002_transaction_integrity/history.csv?pipeline=retailrocket&{Range}",
        "2015-06-08,002_transaction_integrity,BeforeStaging,Block,1,PASS,0,0,false,0,"
    )]
    [InlineData(
        "/download/quality/002_transaction_integrity/samples.csv?pipeline=retailrocket&date=2015-06-09&run=1",
        "transaction without an order"
    )]
    [InlineData("/download/quality/quarantine.csv?pipeline=retailrocket", "source,file,line,business_date,reason,text")]
    public async Task Download_Table_HoldsWhatThePageShows(string path, string line) =>
        Assert.Contains(line, await ReadAsync(path), StringComparison.Ordinal);

    private async Task<string> ReadAsync(string path)
    {
        using var browser = await host.SignInAsync(Roles.Quality);
        return await browser.ReadAsync(path);
    }
}
