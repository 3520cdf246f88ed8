using System.Net;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Pages;

/// <summary>The cohort page's first HTML and its files, over real figures.</summary>
[Collection(OneApp.Name)]
public sealed class CohortsPageTests(AppHost host)
{
    private const string Cell = "to=2015-06-08&cohort=2015-06-01&week=1";

    [Fact]
    public async Task Triangle_HatchesTheWeekThatRunsOnAndLeavesItOutOfTheMean()
    {
        var html = await ReadAsync(Roles.Analyst, "/cohorts?to=2015-06-08");
        Assert.Contains("2015-06-01, week 1: 1 of 1 visitor,", html, StringComparison.Ordinal);
        Assert.Matches("(?s)Weighted mean.*?100.00\u00a0%", html);
        Assert.Contains("cohort-cell incomplete", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cell_ForAnAnalyst_ListsItsVisitorsAndSaysWhereFrom()
    {
        var html = await ReadAsync(Roles.Analyst, $"/cohorts?{Cell}");
        Assert.Contains("Cohort 2015-06-01, week 1: who bought", html, StringComparison.Ordinal);
        Assert.Contains("Read from facts, not from published figures.", html, StringComparison.Ordinal);
        Assert.Matches(@"(?s)who bought.*?<td[^>]*title=""1""[^>]*>1</td>", html);
    }

    [Fact]
    public async Task Cell_ForTheQualityRole_IsNoButtonAndListsNobody()
    {
        var html = await ReadAsync(Roles.Quality, $"/cohorts?{Cell}");
        Assert.Contains("Your roles do not include the visitors behind a cell.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("week 1: who bought", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("<button[^>]*data-cell", html);
    }

    [Fact]
    public async Task BlockedDate_SaysThatAGateHoldsIt() =>
        Assert.Contains(
            "2015-06-09 (Tue) is held back by a quality check",
            await ReadAsync(Roles.Analyst, "/cohorts?to=2015-06-09"),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task RetentionFile_HoldsCellsAndMeans()
    {
        using var browser = await host.SignInAsync(Roles.Quality);
        var answer = await browser.GetAsync("/cohorts/retention.csv?to=2015-06-08");
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("2015-06-08,cohort,2015-06-01,1,1,1,1.0000,false,", text, StringComparison.Ordinal);
        Assert.Contains("2015-06-08,weighted_mean,,0,1,1,1.0000,true,", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task VisitorFile_ForTheQualityRole_IsForbidden()
    {
        using var browser = await host.SignInAsync(Roles.Quality);
        var answer = await browser.GetAsync($"/cohorts/visitors.csv?{Cell}");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task VisitorFile_ForAMarketer_IsRecordedInTheAuditLog()
    {
        using var marketer = await host.SignInAsync(Roles.Marketer);
        var answer = await marketer.GetAsync($"/cohorts/visitors.csv?{Cell}");
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("visitor_id,orders,", text, StringComparison.Ordinal);
        Assert.Contains(
            "\n1,1,2015-06-08,2015-06-01,2,2015-06-08,2015-06-01,1,1,facts",
            text,
            StringComparison.Ordinal
        );

        using var admin = await host.SignInAsync(Roles.Admin);
        var log = await admin.ReadAsync("/access/audit?action=download");
        Assert.Contains("cohort_2015-06-01_week_1_as_of_2015-06-08.csv", log, StringComparison.Ordinal);
    }

    private async Task<string> ReadAsync(string role, string path)
    {
        using var browser = await host.SignInAsync(role);
        return await browser.ReadAsync(path);
    }
}
