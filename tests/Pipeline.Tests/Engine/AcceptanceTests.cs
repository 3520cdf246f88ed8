using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Tests.Support;

namespace RetailRocket.Pipeline.Tests.Engine;

/// <summary>The real sample against figures of an independent implementation.</summary>
public sealed class AcceptanceTests(RealSample sample) : IClassFixture<RealSample>
{
    private const string From = "2015-05-03";

    [Theory]
    [InlineData("mart_rr_funnel_daily", 1)]
    [InlineData("mart_rr_funnel_category_daily", 2)]
    [InlineData("mart_rr_cohort_weekly", 3)]
    [InlineData("mart_rr_crm_targets_daily", 3)]
    public async Task Show_EveryAcceptanceRow_IsEqual(string table, int keyColumns)
    {
        var expected = CsvTable.Read(
            await File.ReadAllTextAsync(
                SharedData.Path($"acceptance/retailrocket-sample/{table}.csv"),
                TestContext.Current.CancellationToken
            )
        );
        var host = await sample.HostAsync();
        var shown = CsvTable.Read(await host.ShowAsync(table));
        var last = expected.Rows.Max(row => row["kpi_date"])!;
        var actual = shown.Rows.Where(row => string.CompareOrdinal(row["kpi_date"], last) <= 0);
        if (table == "mart_rr_cohort_weekly")
            actual = actual.Where(row => row["active_visitors"] != "0");

        var key = expected.Columns.Take(keyColumns).ToList();
        Assert.Equal(Lines(expected.Rows, expected.Columns, key), Lines(actual, expected.Columns, key));
    }

    [Fact]
    public async Task Run_WholeSample_PublishesEveryDate()
    {
        var host = await sample.HostAsync();

        var status = await host.StatusAsync();

        Assert.Equal(139, status.Count);
        Assert.Equal(From, $"{status[0].Date:yyyy-MM-dd}");
        Assert.All(status, date => Assert.NotNull(date.PublishedRun));
        Assert.All(status, date => Assert.Contains(date.Verdict, new Verdict?[] { Verdict.Pass, Verdict.Warn }));
        Assert.All(status, date => Assert.Null(date.Stale));
    }

    [Fact]
    public async Task Run_WholeSample_HasTheKnownSessions()
    {
        var host = await sample.HostAsync();

        Assert.Equal(6237, await host.ScalarAsync<long>("select count(*) from retailrocket.fact_rr_sessions"));
        Assert.Equal(
            40,
            await host.ScalarAsync<long>(
                "select count(*) from retailrocket.fact_rr_sessions where has_purchase::int = 1"
            )
        );
        Assert.Equal(
            7,
            await host.ScalarAsync<long>(
                "select count(*) from retailrocket.fact_rr_sessions where has_purchase::int = 1 and has_cart::int = 0"
            )
        );
    }

    [Fact]
    public async Task Run_WholeSample_CountsTheThreeDuplicateRows()
    {
        var host = await sample.HostAsync();

        var warned = (await host.StatusAsync())
            .SelectMany(date => date.Findings)
            .Where(found => found.CheckName == "013_duplicate_rows");

        Assert.Equal(3, warned.Sum(found => found.FailedRows));
    }

    private static List<string> Lines(
        IEnumerable<IReadOnlyDictionary<string, string>> rows,
        IReadOnlyList<string> columns,
        IReadOnlyList<string> key
    ) =>
        [
            .. rows.OrderBy(row => string.Join('|', key.Select(name => row[name])), StringComparer.Ordinal)
                .Select(row => string.Join('|', columns.Select(name => row[name]))),
        ];
}
