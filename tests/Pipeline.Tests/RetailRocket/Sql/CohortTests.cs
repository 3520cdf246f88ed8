using RetailRocket.Pipeline.Tests.Engine;

namespace RetailRocket.Pipeline.Tests.RetailRocket.Sql;

/// <summary>Cohorts as they were known on each date.</summary>
public sealed class CohortTests
{
    [Theory]
    // 1 June 2015 is a Monday.
    [InlineData("2015-06-06", "06-01 0 1 1 1.0000 f")]
    [InlineData("2015-06-07", "06-01 0 2 2 1.0000 t")]
    [InlineData("2015-06-10", "06-01 0 2 2 1.0000 t, 06-01 1 2 0 0.0000 f")]
    [InlineData("2015-06-16", "06-01 0 2 2 1.0000 t, 06-01 1 2 0 0.0000 t, 06-01 2 2 1 0.5000 f, 06-15 0 1 1 1.0000 f")]
    public async Task Run_PurchasesOverThreeWeeks_AreKnownUpToTheDateAlone(string date, string cohorts)
    {
        using var files = new ShopFiles()
            .Event("2015-06-01 10:00:00.000", 1, "transaction", order: "1")
            .Event("2015-06-05 10:00:00.000", 1, "transaction", order: "2")
            .Event("2015-06-06 10:00:00.000", 4)
            .Event("2015-06-07 10:00:00.000", 2, "transaction", order: "3")
            .Event("2015-06-10 10:00:00.000", 4)
            .Event("2015-06-15 10:00:00.000", 3, "transaction", order: "4")
            .Event("2015-06-16 10:00:00.000", 1, "transaction", order: "5")
            .Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);
        await host.RunAsync(date);

        Assert.Equal(
            cohorts,
            await host.ScalarAsync<string>(
                $"""
                select string_agg(
                    concat_ws(
                        ' ', to_char(cohort_week, 'MM-DD'), week_index, cohort_size, active_visitors, retention_rate,
                        case when is_complete then 't' else 'f' end
                    ),
                    ', ' order by cohort_week, week_index
                )
                from retailrocket.mart_rr_cohort_weekly
                where kpi_date = '{EngineHost.Day(date):yyyy-MM-dd}'
                """
            )
        );
    }
}
