using System.Text;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Pipeline.Tests.Support;
using RetailRocket.Web.Components.Pages.Cohorts;
using RetailRocket.Web.Components.Shared;
using RetailRocket.Web.Features.Cohorts;
using RetailRocket.Web.Security;

namespace RetailRocket.Pipeline.Tests.Cohorts;

public sealed class CohortQueriesTests
{
    // Mondays.
    private const string First = "2015-06-01";
    private const string Second = "2015-06-08";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_UnfinishedWeek_IsInNoMean()
    {
        await using var host = await BuyersAsync();

        var triangle = (await ReadAsync(host, "2015-06-17")).Triangle!;

        Assert.Equal([EngineHost.Day(First), EngineHost.Day(Second)], triangle.Cohorts.Select(cohort => cohort.Week));
        Assert.Equal([2L, 1L], triangle.Cohorts.Select(cohort => cohort.Size));
        Assert.Equal([true, true, false], triangle.Cohorts[0].Weeks.Select(week => week.IsComplete));
        Assert.Equal([2L, 1L, 2L], triangle.Cohorts[0].Weeks.Select(week => week.ActiveVisitors));
        // Week 1: one of two in the first cohort; the second cohort's is not over.
        Assert.Equal([0, 1], triangle.Means.Select(mean => mean.Index));
        Assert.Equal([1.0000m, 0.5000m], triangle.Means.Select(mean => mean.RetentionRate));
        Assert.Equal([3L, 2L], triangle.Means.Select(mean => mean.Size));
    }

    [Fact]
    public async Task Read_SeveralCompleteCohorts_WeighsTheMeanBySize()
    {
        await using var host = await BuyersAsync();

        var triangle = (await ReadAsync(host, "2015-06-21")).Triangle!;

        // One of two, and one of one: two of three, not three quarters.
        Assert.Equal(0.6667m, triangle.Means.Single(mean => mean.Index == 1).RetentionRate);
        Assert.Equal(2, triangle.Means.Single(mean => mean.Index == 1).Cohorts);
    }

    [Fact]
    public async Task Read_DateThatIsNotPublished_HasNoTriangle()
    {
        await using var host = await BuyersAsync();

        Assert.Null((await ReadAsync(host, "2015-06-25")).Triangle);
    }

    [Fact]
    public async Task RetentionCsv_CellsOfTheFile_EqualWhatTheTableShows()
    {
        await using var host = await BuyersAsync();
        var triangle = (await ReadAsync(host, "2015-06-17")).Triangle!;
        using var output = new MemoryStream();

        await CsvRows.WriteAsync(RetentionLine.Of(triangle), Columns.OfFile(CohortColumns.Triangle()), output, Token);

        var file = CsvTable.Read(Encoding.UTF8.GetString(output.ToArray()));
        var shown = CsvTable.Read(await host.ShowAsync("mart_rr_cohort_weekly", "2015-06-17"));
        var cells = file.Rows.Where(row => row["row"] == "cohort").ToList();
        Assert.Equal(5, cells.Count);
        foreach (var column in shown.Columns)
            Assert.Equal(shown.Rows.Select(row => row[column]), cells.Select(row => row[column]));
    }

    [Fact]
    public async Task Visitors_OfEveryCell_AreAsManyAsPublished()
    {
        await using var host = await BuyersAsync();
        var queries = Queries(host, new SignedIn(Roles.Marketer));
        var triangle = (await ReadAsync(host, "2015-06-17")).Triangle!;

        foreach (var cohort in triangle.Cohorts)
        foreach (var week in cohort.Weeks)
        {
            var visitors = await queries.VisitorsAsync(
                "retailrocket",
                triangle.AsOf,
                cohort.Week,
                week.Index,
                null,
                Token
            );
            Assert.Equal(week.ActiveVisitors, visitors.Published);
            Assert.Equal(week.ActiveVisitors, visitors.Total);
            Assert.Equal(week.ActiveVisitors, visitors.Rows.Count);
        }
    }

    [Fact]
    public async Task Visitors_AsOfADate_KnowNothingLater()
    {
        await using var host = await BuyersAsync();
        var queries = Queries(host, new SignedIn(Roles.Analyst));

        var visitors = await queries.VisitorsAsync(
            "retailrocket",
            EngineHost.Day("2015-06-15"),
            EngineHost.Day(First),
            2,
            null,
            Token
        );

        // Visitor 2 buys again two days later.
        var visitor = Assert.Single(visitors.Rows);
        Assert.Equal(new CohortVisitor(1, EngineHost.Day(First), 2, EngineHost.Day("2015-06-15"), 4), visitor);
    }

    [Fact]
    public async Task Visitors_MoreThanTheLimit_AreCountedAllTheSame()
    {
        await using var host = await BuyersAsync();
        var queries = Queries(host, new SignedIn(Roles.Admin));

        var visitors = await queries.VisitorsAsync(
            "retailrocket",
            EngineHost.Day("2015-06-17"),
            EngineHost.Day(First),
            0,
            1,
            Token
        );

        Assert.Equal(2, visitors.Total);
        Assert.Single(visitors.Rows);
    }

    [Fact]
    public async Task Visitors_ForTheQualityRole_AreDeniedWhileCohortsAreNot()
    {
        await using var host = await BuyersAsync();
        var queries = Queries(host, new SignedIn(Roles.Quality));

        Assert.NotNull((await queries.ReadAsync("retailrocket", EngineHost.Day("2015-06-17"), Token)).Triangle);
        await Assert.ThrowsAsync<AccessDeniedException>(() =>
            queries.VisitorsAsync("retailrocket", EngineHost.Day("2015-06-17"), EngineHost.Day(First), 0, null, Token)
        );
    }

    /// <summary>
    /// Visitors 1 and 2 buy first in week one, visitor 3 in week two. Of the first two, visitor 1 buys in week two, and both
    /// in week three (visitor 1 twice on its Monday, visitor 2 on its Wednesday); visitor 3 buys again on that Thursday.
    /// </summary>
    private static async Task<EngineHost> BuyersAsync()
    {
        var host = await EngineHost.CreateAsync();
        using var files = new EventFiles();
        Buy("2015-06-01", 1, 11);
        Buy("2015-06-03", 2, 12);
        Buy("2015-06-09", 1, 13);
        Buy("2015-06-10", 3, 14);
        Buy("2015-06-15", 1, 15);
        Buy("2015-06-15", 1, 16);
        Buy("2015-06-17", 2, 17);
        Buy("2015-06-18", 3, 18);
        files.Event("2015-06-21 10:00:00", 9, "view").Event("2015-06-21 10:01:00", 9, "addtocart");
        await host.LandAsync(files.Write().Path);
        await host.RunAsync(First, "2015-06-21");
        return host;

        void Buy(string date, int visitor, int order) =>
            files
                .Event($"{date} 10:{order}:00", visitor, "view")
                .Event($"{date} 11:{order}:00", visitor, "addtocart")
                .Event($"{date} 12:{order}:00", visitor, "transaction", 1, $"{order}");
    }

    private static Task<CohortReport> ReadAsync(EngineHost host, string asOf) =>
        Queries(host, new SignedIn(Roles.Analyst)).ReadAsync("retailrocket", EngineHost.Day(asOf), Token);

    private static CohortQueries Queries(EngineHost host, SignedIn person) =>
        new(host.Warehouse, host.Get<PipelineCatalog>(), host.Get<CertificateReader>(), person.Access);
}
