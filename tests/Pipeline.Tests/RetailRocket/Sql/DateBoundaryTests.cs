using System.Globalization;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Pipeline.Tests.Support;

namespace RetailRocket.Pipeline.Tests.RetailRocket.Sql;

/// <summary>Where dates begin and end, in zones whose clocks change at midnight.</summary>
public sealed class DateBoundaryTests
{
    [Theory]
    // Havana puts clocks back from 01:00 to 00:00: the first hour of 1 November comes twice, from 04:00 UTC on.
    [InlineData(
        "America/Havana",
        "2015-10-31",
        "2015-11-02",
        "2015-11-01 03:59:59.999, 2015-11-01 04:00:00.000, 2015-11-01 05:00:00.000, 2015-11-02 04:59:59.999, 2015-11-02 05:00:00.000",
        "10-31 1, 11-01 3, 11-02 1"
    )]
    // São Paulo puts clocks forward from 00:00 to 01:00: 18 October begins at 01:00, 03:00 UTC.
    [InlineData(
        "America/Sao_Paulo",
        "2015-10-17",
        "2015-10-19",
        "2015-10-18 02:59:59.999, 2015-10-18 03:00:00.000, 2015-10-19 01:59:59.999, 2015-10-19 02:00:00.000",
        "10-17 1, 10-18 2, 10-19 1"
    )]
    // St. John's put clocks back from 00:01 to 23:01: after its first minute, 7 November is 6 November for another 59.
    [InlineData(
        "America/St_Johns",
        "2010-11-06",
        "2010-11-07",
        "2010-11-07 02:29:59.999, 2010-11-07 02:30:00.000, 2010-11-07 02:31:00.000, 2010-11-07 03:29:59.999, 2010-11-07 03:30:00.000",
        "11-06 3, 11-07 2"
    )]
    // Samoa went from 29 to 31 December: 30 December never was.
    [InlineData(
        "Pacific/Apia",
        "2011-12-29",
        "2011-12-31",
        "2011-12-30 09:59:59.999, 2011-12-30 10:00:00.000",
        "12-29 1, 12-31 1"
    )]
    public async Task Run_ClocksChangeAtMidnight_EveryEventCountsOnItsDate(
        string zone,
        string from,
        string to,
        string instants,
        string events
    )
    {
        using var sql = new EditedPipelines().Edit("time_zone: Asia/Seoul", $"time_zone: {zone}");
        using var folder = new TestFolder();
        folder.Write("events.csv", Lines("timestamp,visitorid,event,itemid,transactionid", instants));
        folder.Write("category_tree.csv", "categoryid,parentid\n");
        folder.Write("item_properties.csv", "timestamp,itemid,property,value\n");
        await using var host = await EngineHost.CreateAsync(sqlFolder: sql.Path);
        await host.LandAsync(folder.Path);

        var result = await host.RunAsync(from, to);

        Assert.Equal(
            events,
            await host.ScalarAsync<string>(
                """
                select string_agg(to_char(kpi_date, 'MM-DD ') || events, ', ' order by kpi_date)
                from retailrocket.mart_rr_funnel_daily
                """
            )
        );
        Assert.DoesNotContain(
            result.Checks,
            check => check.Check.Name == "101_event_count" && check.Verdict is not (Verdict.Pass or Verdict.NoData)
        );
    }

    private static string Lines(string header, string instants) =>
        string.Join(
            '\n',
            instants
                .Split(", ")
                .Select(instant => DateTimeOffset.Parse($"{instant}Z", CultureInfo.InvariantCulture))
                .Select((at, number) => $"{at.ToUnixTimeMilliseconds()},{number + 1},view,1,")
                .Prepend(header)
        ) + "\n";
}
