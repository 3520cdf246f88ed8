using System.Globalization;
using System.Text;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Pipeline.Tests.Support;
using RetailRocket.Web.Components.Pages.Funnel;
using RetailRocket.Web.Components.Shared;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Features.Funnel;
using RetailRocket.Web.Security;

namespace RetailRocket.Pipeline.Tests.Funnel;

public sealed class FunnelQueriesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_RangeAndPreviousPeriod_SumsCountsAndDividesTheSums()
    {
        await using var host = await EngineHost.CreateAsync();
        using var files = new EventFiles().Days("2015-06-01", 4);
        // A second view of visitor 1 of the last date, late enough for a session of its own.
        files.Event("2015-06-04 20:00:00", 301, "view", 3).Write();
        await host.LandAsync(files.Path);
        await host.RunAsync("2015-06-01", "2015-06-04");

        var report = await ReadAsync(host, "2015-06-03", "2015-06-04");

        Assert.Equal(Range("2015-06-01", "2015-06-02"), report.Before!.Range);
        Assert.Equal([Day("2015-06-03"), Day("2015-06-04")], report.Now.Days.Select(day => day.Date));
        // A date has six sessions with a view (one also has the cart and the order) and one of a cart alone.
        var (now, before) = (report.Now.Total!, report.Before.Total!);
        Assert.Equal(
            (15, 13, 4, 2),
            (now.Sessions, now.SessionsWithView, now.SessionsWithCart, now.SessionsWithPurchase)
        );
        Assert.Equal(14, before.Sessions);
        Assert.Equal(0.1333m, now.SessionToPurchase);
        Assert.Equal(0.1429m, before.SessionToPurchase);
        Assert.Equal(0.3077m, now.ViewToCart);
        Assert.Equal(0.1538m, now.ViewToCartClosed);
        Assert.Equal(0.5000m, now.CartToPurchase);
        Assert.Equal(2, now.CartSessionsWithoutView);
        Assert.True(report.IsAlike);
        Assert.Null(report.RunningRun);
    }

    [Fact]
    public async Task Read_BlockedDateAndDateWithoutData_AreNotInTheSum()
    {
        await using var host = await EngineHost.CreateAsync();
        using var files = new EventFiles()
            .Days("2015-06-01", 2)
            .Event("2015-06-02 12:00:00", 9, "transaction")
            .Event("2015-06-04 10:00:00", 401, "view")
            .Event("2015-06-04 10:01:00", 401, "addtocart")
            .Event("2015-06-04 10:02:00", 401, "transaction", 1, "4001")
            .Write();
        await host.LandAsync(files.Path);
        await host.RunAsync("2015-06-01", "2015-06-04");

        var report = await ReadAsync(host, "2015-06-01", "2015-06-04");
        var lines = FunnelDayLine.Of(await ViewAsync(host, "2015-06-01", "2015-06-04"), report);

        Assert.Equal([Day("2015-06-01"), Day("2015-06-04")], report.Now.Days.Select(day => day.Date));
        Assert.Equal(8, report.Now.Total!.Sessions);
        Assert.Equal(
            [Standing.Pass, Standing.Fail, Standing.NoData, Standing.Pass],
            lines.Select(line => line.Standing == Standing.Warn ? Standing.Pass : line.Standing)
        );
        Assert.Equal(
            ["Verdict", "Funnel.DateBlocked", "Funnel.DateNoData", "Verdict"],
            lines.Select(line => FunnelWords.Key(line).Split(".Pass")[0].Split(".Warn")[0])
        );
        Assert.Null(report.Before!.Total);
        Assert.False(report.IsAlike);
    }

    [Fact]
    public async Task Read_NothingPublished_HasNoTotal()
    {
        await using var host = await EngineHost.CreateAsync();

        var report = await ReadAsync(host, "2015-06-01", "2015-06-04");

        Assert.Null(report.Now.Total);
        Assert.Empty(report.Now.Days);
        Assert.Null(report.Categories.Total);
    }

    [Fact]
    public async Task DatesCsv_OfPublishedDates_EqualsWhatTheTableShows()
    {
        await using var host = await EngineHost.CreateAsync();
        using var files = new EventFiles().Days("2015-06-01", 3).Write();
        await host.LandAsync(files.Path);
        await host.RunAsync("2015-06-01", "2015-06-03");
        var report = await ReadAsync(host, "2015-06-01", "2015-06-03");

        var lines = FunnelDayLine.Of(await ViewAsync(host, "2015-06-01", "2015-06-03"), report);
        var file = await CsvAsync(
            FunnelColumns.Dates(new KeysAsText(), FunnelMetric.Sessions, isCompared: false),
            lines
        );
        var shown = CsvTable.Read(await host.ShowAsync("mart_rr_funnel_daily"));

        var shared = file.Columns.Intersect(shown.Columns).ToList();
        Assert.Equal(16, shared.Count);
        foreach (var column in shared)
            Assert.Equal(shown.Rows.Select(row => row[column]), file.Rows.Select(row => row[column]));
    }

    [Fact]
    public async Task Read_OneCategoryStopsSelling_IsTheFirstAndItsMovesAddUp()
    {
        await using var host = await EngineHost.CreateAsync();
        using var files = Buying("2015-06-01", (1, 8), (2, 8)).Concat(Buying("2015-06-02", (1, 0), (2, 8))).Write();
        await host.LandAsync(files.Path);
        await host.RunAsync("2015-06-01", "2015-06-02");

        var level = (await ReadAsync(host, "2015-06-02", "2015-06-02", category: 1)).Categories;
        var rows = CategoryOrder.Of(level, CategoryRate.CartToPurchase);

        // Item 1 is in category 2, item 2 in category 3; both hang from category 1.
        Assert.Equal([1], level.Path);
        Assert.Equal([2, 3], rows.Select(row => row.CategoryId));
        Assert.Equal((0.8000m, 0.4000m), (level.Total!.Before!.CartToPurchase, level.Total.Now.CartToPurchase));
        Assert.Equal(-0.4m, level.Total.Moved!.CartToPurchase);
        Assert.Equal(-0.4m, rows[0].Moved!.CartToPurchase);
        Assert.Equal(0m, rows[1].Moved!.CartToPurchase);
    }

    [Fact]
    public async Task Read_CategoryThatOnlyGrows_MovesNothing()
    {
        await using var host = await EngineHost.CreateAsync();
        // Category 2 brings three times the carts at the ratio of the whole; category 3 sells as before.
        using var files = Buying("2015-06-01", (1, 5), (2, 5))
            .Concat(Buying("2015-06-02", (1, 5), (1, 5), (1, 5), (2, 5)))
            .Write();
        await host.LandAsync(files.Path);
        await host.RunAsync("2015-06-01", "2015-06-02");

        var level = (await ReadAsync(host, "2015-06-02", "2015-06-02", category: 1)).Categories;

        Assert.All(level.Rows, row => Assert.Equal(0m, row.Moved!.CartToPurchase));
        Assert.Equal(30, level.Rows.Single(row => row.CategoryId == 2).Now.Addtocarts);
    }

    [Fact]
    public async Task Read_RootCategories_AddUpToTheEventsOfTheFunnel()
    {
        await using var host = await EngineHost.CreateAsync();
        using var files = new EventFiles().Days("2015-06-01", 2).Write();
        await host.LandAsync(files.Path);
        await host.RunAsync("2015-06-01", "2015-06-02");

        var report = await ReadAsync(host, "2015-06-01", "2015-06-02");
        var level = report.Categories;

        Assert.Empty(level.Path);
        Assert.Equal([-1, 1], level.Rows.Select(row => row.CategoryId).Order());
        Assert.Equal(report.Now.Total!.Views, level.Rows.Sum(row => row.Now.Views));
        Assert.Equal(report.Now.Total.Addtocarts, level.Total!.Now.Addtocarts);
        Assert.True(level.Rows.Single(row => row.CategoryId == 1).HasBelow);
        Assert.False(level.Rows.Single(row => row.CategoryId == -1).HasBelow);
        Assert.Null(level.Total.Before);
        Assert.Null(level.Total.Moved);
    }

    [Fact]
    public async Task Read_WithoutRole_IsDenied()
    {
        await using var host = await EngineHost.CreateAsync();
        var nobody = Queries(host, new SignedIn());

        await Assert.ThrowsAsync<AccessDeniedException>(() =>
            nobody.ReadAsync("retailrocket", Range("2015-06-01", "2015-06-02"), new FunnelSelection(), Token)
        );
    }

    /// <summary>Ten carts for each item, and as many orders as said, each by a visitor of its own.</summary>
    private static EventFiles Buying(string date, params (int Item, int Orders)[] items)
    {
        var files = new EventFiles();
        var visitor = int.Parse(date[^2..], CultureInfo.InvariantCulture) * 1000;
        foreach (var (item, orders) in items)
            for (var at = 0; at < 10; at++, visitor++)
            {
                files
                    .Event($"{date} 10:00:00", visitor, "view", item)
                    .Event($"{date} 10:01:00", visitor, "addtocart", item);
                if (at < orders)
                    files.Event($"{date} 10:02:00", visitor, "transaction", item, $"{visitor}");
            }
        return files;
    }

    private static Task<FunnelReport> ReadAsync(EngineHost host, string from, string to, int? category = null) =>
        Queries(host, new SignedIn(Roles.Analyst))
            .ReadAsync("retailrocket", Range(from, to), new FunnelSelection { Category = category }, Token);

    private static FunnelQueries Queries(EngineHost host, SignedIn person) =>
        new(host.Warehouse, host.Get<PipelineCatalog>(), host.Get<CertificateReader>(), person.Access);

    private static Task<ViewState> ViewAsync(EngineHost host, string from, string to) =>
        new ViewReader(host.Warehouse, host.Get<PipelineCatalog>()).ReadAsync(
            $"http://localhost/funnel?pipeline=retailrocket&from={from}&to={to}",
            Token
        );

    private static async Task<CsvTable> CsvAsync<TRow>(IReadOnlyList<Column<TRow>> columns, IReadOnlyList<TRow> rows)
    {
        using var output = new MemoryStream();
        await CsvRows.WriteAsync(rows, Columns.OfFile(columns), output, Token);
        return CsvTable.Read(Encoding.UTF8.GetString(output.ToArray()));
    }

    private static DateOnly Day(string text) => EngineHost.Day(text);

    private static DateRange Range(string from, string to) => new(Day(from), Day(to));
}
