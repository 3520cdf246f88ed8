using System.Globalization;
using RetailRocket.EndToEnd.Tests.Support;

namespace RetailRocket.EndToEnd.Tests.Pages;

/// <summary>What the pages show equals what <c>pipeline show</c> prints, cell for cell.</summary>
public sealed class FigureTests(Site site)
{
    private const string From = "2015-07-01";
    private const string To = "2015-07-30";

    private readonly Published published = new(site.App);

    private static readonly string[] Headline =
    [
        "visitors",
        "sessions",
        "purchases",
        "cvr_session_to_purchase",
        "cvr_view_to_cart",
        "cvr_cart_to_purchase",
    ];

    [Theory]
    [InlineData("2015-06-16", "2015-06-09")]
    [InlineData(To, "2015-07-23")]
    public async Task Overview_Tiles_AreTheDateAndTheWeekBefore(string date, string before)
    {
        var now = Assert.Single(await published.ReadAsync("mart_rr_funnel_daily", date));
        var then = Assert.Single(await published.ReadAsync("mart_rr_funnel_daily", before));
        await using var window = await site.OpenAsync(Role.Analyst);
        await window.GoAsync($"/?to={date}");
        foreach (var column in Headline)
        {
            var tile = window.Page.Locator($".tile:has(.tile-label[title={column}])");
            Assert.Equal(now.Number(column), await tile.Locator(".tile-value").NumberAsync());
            Assert.Equal(then.Number(column), await tile.Locator(".tile-before .figure").NumberAsync());
        }
    }

    [Fact]
    public async Task Funnel_TilesStepsAndRatios_AreTheSumsOfTheDates()
    {
        var days = await RangeAsync("mart_rr_funnel_daily");
        await using var window = await OpenAsync($"/funnel?from={From}&to={To}&compare=none");
        var page = window.Page;

        var tiles = await page.Locator(".metrics .tile-value").AllInnerTextsAsync();
        Assert.Equal(
            [
                days.Share("sessions_with_purchase", "sessions"),
                days.Share("sessions_with_cart", "sessions_with_view"),
                days.Share("sessions_with_purchase", "sessions_with_cart"),
                days.Sum("visitors"),
                days.Sum("sessions"),
                days.Sum("purchases"),
            ],
            tiles.Select(Shown.Number)
        );

        var steps = await page.Locator(".funnel-step strong").AllInnerTextsAsync();
        Assert.Equal(
            [
                days.Sum("sessions"),
                days.Sum("sessions_with_view"),
                days.Sum("sessions_with_cart"),
                days.Sum("sessions_with_purchase"),
            ],
            steps.Select(Shown.Number)
        );

        var ratios = await page.Locator(".ratios table").TableAsync();
        Assert.Equal(
            [
                days.Share("sessions_with_cart", "sessions_with_view"),
                days.Share("sessions_with_view_and_cart", "sessions_with_view"),
                days.Sum("cart_sessions_without_view"),
                days.Share("sessions_with_purchase", "sessions_with_cart"),
                days.Share("sessions_with_cart_and_purchase", "sessions_with_cart"),
                days.Sum("purchase_sessions_without_cart"),
            ],
            ratios.SelectMany(row => row.Values.Skip(1)).Select(Shown.Number)
        );
    }

    [Fact]
    public async Task Funnel_DatesAndTrend_AreThePublishedDates()
    {
        var days = (await RangeAsync("mart_rr_funnel_daily")).ToDictionary(row => row["kpi_date"]);
        await using var window = await OpenAsync($"/funnel?from={From}&to={To}&compare=none&metric=view-to-cart");
        var page = window.Page;

        var shown = await page.Locator("#dates table").TableAsync();
        Assert.Equal(30, shown.Count);
        foreach (var line in shown)
        {
            var day = days.GetValueOrDefault(line["Date"][..10]);
            Assert.Equal(day?.Number("cvr_session_to_purchase"), Shown.Number(line["Session to purchase"]));
            Assert.Equal(day?.Number("cvr_view_to_cart"), Shown.Number(line["View to cart"]));
            Assert.Equal(day?.Number("cvr_cart_to_purchase"), Shown.Number(line["Cart to purchase"]));
            Assert.Equal(day?.Number("visitors"), Shown.Number(line["Visitors"]));
            Assert.Equal(day?.Number("sessions"), Shown.Number(line["Sessions"]));
            Assert.Equal(day?.Number("purchases"), Shown.Number(line["Purchases"]));
        }

        await page.ClickAsync(".trend-twin summary");
        var trend = await page.Locator(".trend-twin table").TableAsync();
        Assert.Equal(30, trend.Count);
        Assert.All(
            trend,
            point =>
                Assert.Equal(
                    days.GetValueOrDefault(point["Date"][..10])?.Number("cvr_view_to_cart"),
                    Shown.Number(point.Values.Last())
                )
        );
    }

    [Fact]
    public async Task Funnel_Categories_AreTheSumsOfTheRoots()
    {
        var rows = await RangeAsync("mart_rr_funnel_category_daily");
        var roots = rows.GroupBy(row => row["root_category_id"]).ToDictionary(root => root.Key, root => root.ToList());
        await using var window = await OpenAsync($"/funnel?from={From}&to={To}&compare=none&rate=view-to-cart");

        var shown = await window.Page.Locator(".panel:has(.crumbs) table").TableAsync();

        Assert.Equal(roots.Count, shown.Count);
        foreach (var line in shown)
        {
            var root = roots[line["Category"] is "Without category" ? "0" : line["Category"].Split(' ')[1]];
            Assert.Equal(root.Share("addtocarts", "views"), Shown.Number(line["View → cart"]));
            Assert.Equal(root.Sum("views"), Shown.Number(line["Views"]));
            Assert.Equal(root.Sum("addtocarts"), Shown.Number(line["Add-to-carts"]));
        }
    }

    [Fact]
    public async Task Funnel_FileOfDates_HoldsThePublishedCells()
    {
        var days = (await RangeAsync("mart_rr_funnel_daily")).ToDictionary(row => row["kpi_date"]);
        await using var window = await OpenAsync($"/funnel?from={From}&to={To}&compare=none");
        var file = await window.Page.RunAndWaitForDownloadAsync(() =>
            window.Page.ClickAsync("#dates a[download][href*='.csv']")
        );
        var lines = await File.ReadAllLinesAsync(await file.PathAsync(), TestContext.Current.CancellationToken);
        var head = lines[0].TrimStart('\ufeff').Split(',');
        var compared = 0;
        foreach (var line in lines.Skip(1).Select(line => head.Zip(line.Split(',')).ToDictionary()))
        {
            if (!days.TryGetValue(line["kpi_date"], out var day))
                continue;
            foreach (var column in head.Where(day.Cells.ContainsKey))
            {
                Assert.Equal(day[column], line[column]);
                compared++;
            }
        }
        Assert.True(compared > 300, $"Only {compared} cells were compared.");
    }

    [Fact]
    public async Task Cohorts_SizesCellsAndMeans_AreThePublishedOnes()
    {
        var cells = await published.ReadAsync("mart_rr_cohort_weekly", To);
        await using var window = await OpenAsync($"/cohorts?to={To}");
        var table = window.Page.Locator(".cohorts table");

        var shown = await table.TableAsync();
        Assert.Equal(cells.Select(cell => cell["cohort_week"]).Distinct().Count(), shown.Count);
        foreach (var row in shown)
        {
            var cohort = cells.Where(cell =>
                row.Values.First().StartsWith(cell["cohort_week"], StringComparison.Ordinal)
            );
            Assert.Equal(
                cohort.OrderBy(cell => cell.Number("week_index")).Select(cell => cell.Number("retention_rate")),
                row.Values.Skip(2).Select(Shown.Number).TakeWhile(rate => rate is not null)
            );
            Assert.Equal(cohort.First().Number("cohort_size"), Shown.Number(row.Values.ElementAt(1)));
        }

        var means = await table.Locator(".cohort-mean td.number").AllInnerTextsAsync();
        var complete = cells
            .Where(cell => cell["is_complete"] is "t" or "true")
            .GroupBy(cell => cell.Number("week_index"))
            .OrderBy(week => week.Key);
        Assert.Equal(
            complete.Select(week => week.ToList().Share("active_visitors", "cohort_size")),
            means.Select(Shown.Number).TakeWhile(mean => mean is not null)
        );
    }

    [Fact]
    public async Task Targets_SizesMovesOverlapAndDates_AreThePublishedLists()
    {
        const string before = "2015-07-29";
        var now = Lists(await published.ReadAsync("mart_rr_crm_targets_daily", To));
        var then = Lists(await published.ReadAsync("mart_rr_crm_targets_daily", before));
        await using var window = await OpenAsync($"/targets?from={From}&to={To}&segment=repeat_buyer");
        var page = window.Page;

        foreach (var (segment, visitors) in now)
        {
            var tile = page.Locator($".segment-tile:has([data-figure={segment}])");
            Assert.Equal(visitors.Count, await tile.Locator(".tile-value").NumberAsync());
            var moves = await tile.Locator(".segment-moves b").AllInnerTextsAsync();
            Assert.Equal(
                [
                    visitors.Except(then[segment]).Count(),
                    visitors.Intersect(then[segment]).Count(),
                    then[segment].Except(visitors).Count(),
                ],
                moves.Select(text => (int)Shown.Number(text.TrimStart('+', '−'))!.Value)
            );
        }

        var overlap = await page.Locator("table.overlap tbody td.own").AllInnerTextsAsync();
        Assert.Equal(
            now.Values.Select(visitors => (decimal?)visitors.Count).Order(),
            overlap.Select(Shown.Number).Order()
        );

        var dates = await page.Locator(".data-table table:has(tr.here)").TableAsync();
        foreach (var line in dates.Take(7))
        {
            var list = Lists(await published.ReadAsync("mart_rr_crm_targets_daily", line["Date"][..10]));
            Assert.Equal(list["repeat_buyer"].Count, Shown.Number(line["In the segment"]));
        }
    }

    private static Dictionary<string, HashSet<string>> Lists(IEnumerable<Published.Row> rows) =>
        rows.GroupBy(row => row["segment_name"])
            .ToDictionary(list => list.Key, list => list.Select(row => row["visitor_id"]).ToHashSet());

    private async Task<IReadOnlyList<Published.Row>> RangeAsync(string table) =>
        [
            .. (await published.ReadAsync(table)).Where(row =>
                string.CompareOrdinal(row["kpi_date"], From) >= 0 && string.CompareOrdinal(row["kpi_date"], To) <= 0
            ),
        ];

    private async Task<Window> OpenAsync(string path)
    {
        var window = await site.OpenAsync(Role.Analyst);
        await window.GoAsync(path);
        return window;
    }
}
