using System.Net;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Pages;

/// <summary>The first HTML of runs, schedule, source files, catalogue and lineage over real data.</summary>
[Collection(OneApp.Name)]
public sealed class OperationsPagesTests(AppHost host)
{
    [Fact]
    public async Task Runs_OfThePipeline_ShowRunGridAndWhatWaits()
    {
        var html = await ReadAsync("/runs");
        Assert.Contains("href=\"/runs/1?", html, StringComparison.Ordinal);
        Assert.Contains("partly blocked", html, StringComparison.Ordinal);
        Assert.Contains("mart_rr_cohort_weekly", html, StringComparison.Ordinal);
        // 2015-06-10 has landed and no run of these tests takes it.
        Assert.Contains("2015-06-10 (Wed)", html, StringComparison.Ordinal);
        Assert.Contains("landed, never run", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_FilterWithoutMatch_SaysThatTheFilterHidesThem() =>
        Assert.Contains(
            "No run ended in this state",
            await ReadAsync("/runs?state=Interrupted"),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Run_Blocked_ShowsStepsDatesAndTheFailedCheck()
    {
        var html = await ReadAsync("/runs/1");
        Assert.Contains("002_transaction_integrity", html, StringComparison.Ordinal);
        Assert.Contains("held back", html, StringComparison.Ordinal);
        Assert.Matches(@"(?s)fact_rr_sessions.*?steps-bar", html);
    }

    [Fact]
    public async Task Run_UnknownNumber_SaysSo() =>
        Assert.Contains("There is no run 4711", await ReadAsync("/runs/4711"), StringComparison.Ordinal);

    [Fact]
    public async Task NewRun_ForQuality_TellsInNumbersWhatItWouldDo()
    {
        var html = await ReadAsync("/runs/new?from=2015-06-08&to=2015-06-10", Roles.Quality);
        Assert.Contains("Run 3 dates", html, StringComparison.Ordinal);
        Assert.Matches(@"(?s)Source lines</span><strong[^>]*>12<", html);
    }

    [Fact]
    public async Task NewRun_DatesWithoutRows_SaysNoData() =>
        Assert.Contains(
            "No source rows",
            await ReadAsync("/runs/new?from=2014-01-01&to=2014-01-02", Roles.Quality),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("/runs/new", Roles.Analyst)]
    [InlineData("/runs/new", Roles.Marketer)]
    [InlineData("/runs/files", Roles.Marketer)]
    [InlineData("/runs/files.csv?source=events", Roles.Marketer)]
    public async Task Page_WithoutTheRight_IsForbidden(string path, string role)
    {
        using var browser = await host.SignInAsync(role);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Schedule_OfThePipeline_IsInWordsAndInItsZone()
    {
        var html = await ReadAsync("/runs/schedule");
        Assert.Contains($"Every day at {host.ScheduledHour:00}:00", html, StringComparison.Ordinal);
        Assert.Contains("Asia/Seoul", html, StringComparison.Ordinal);
        Assert.Matches($@"\d{{4}}-\d{{2}}-\d{{2}} \(\w{{3}}\) {host.ScheduledHour:00}:00", html);
    }

    [Fact]
    public async Task Files_OfTheLedger_ShowWhetherTheOriginalIsStillThere()
    {
        // The tests' folder of files is deleted after landing.
        var html = await ReadAsync("/runs/files");
        Assert.Contains("events.csv", html, StringComparison.Ordinal);
        Assert.Contains("Original gone", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Drop files here", html, StringComparison.Ordinal);
        Assert.Contains("Drop files here", await ReadAsync("/runs/files", Roles.Quality), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Catalogue_Search_FindsByMeaning()
    {
        var html = await ReadAsync("/catalogue?q=funnel+visit");
        Assert.Contains("mart_rr_funnel_daily", html, StringComparison.Ordinal);
        Assert.DoesNotContain("raw_rr_category_tree</code>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_OfTheCatalogue_ShowsColumnsChecksAndColouredSql()
    {
        var html = await ReadAsync("/catalogue/mart_rr_funnel_daily?to=2015-06-08");
        Assert.Contains("Distinct visitors with any event.", html, StringComparison.Ordinal);
        Assert.Contains("201_reconcile", html, StringComparison.Ordinal);
        Assert.Contains("sql-piece-keyword", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/catalogue/fact_rr_events?", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_NotOfThePipeline_SaysSo() =>
        Assert.Contains(
            "There is no table pg_authid",
            await ReadAsync("/catalogue/pg_authid"),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Lineage_BlockedDate_MarksTheNodeThatTheCheckIsAbout()
    {
        var html = await ReadAsync("/catalogue/lineage?to=2015-06-09");
        Assert.Matches("class=\"lineage-node lineage-raw lineage-fails\"[^>]*data-node=\"raw_rr_events\"", html);
        Assert.DoesNotContain(
            "lineage-fails",
            await ReadAsync("/catalogue/lineage?to=2015-06-08"),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("/runs/list.csv", "run,state,from,to,published")]
    [InlineData("/runs/1/dates.csv", "date,verdict,published,visible_run")]
    [InlineData("/catalogue/tables.csv", "table,layer,verdict,grain")]
    [InlineData("/catalogue/fact_rr_events/columns.csv", "column,type,nullable,key,meaning")]
    public async Task Csv_OfAPage_HasItsColumnsAndRows(string path, string header)
    {
        var text = await ReadAsync(path);
        Assert.StartsWith(header, text, StringComparison.Ordinal);
        Assert.True(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length > 1);
    }

    private async Task<string> ReadAsync(string path, string role = Roles.Analyst)
    {
        using var browser = await host.SignInAsync(role);
        return await browser.ReadAsync(path);
    }
}
