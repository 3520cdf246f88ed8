namespace RetailRocket.Pipeline.Tests.Engine;

/// <summary>Runs over many dates fill months beside the table: what they leave is what a fresh database would hold.</summary>
public sealed class MonthRefillTests
{
    private const string First = "2015-05-20";
    private const string Last = "2015-06-18";
    private const int Dates = 30;

    /// <summary>Rows of each partition of each table that is partitioned by month, and its valid indexes.</summary>
    private const string Partitions = """
        select string_agg(
            format(
                '%s %s rows %s indexes',
                part.relname,
                (xpath('/row/n/text()', query_to_xml(
                    format('select count(*) as n from retailrocket.%I', part.relname), false, true, ''
                )))[1],
                (select count(*) from pg_index where indrelid = part.oid and indisvalid)
            ),
            e'\n' order by part.relname
        )
        from pg_inherits
        join pg_class as part on part.oid = inhrelid and part.relkind = 'r'
        join pg_class as whole on whole.oid = inhparent
        where whole.relname in ('stg_rr_events', 'fact_rr_events', 'fact_rr_sessions')
        """;

    private const string LeftBehind = "select count(*) from pg_class where relname like 'fill\\_%'";

    [Fact]
    public async Task Run_OverAWholeMonthAndPartOfAnother_LeavesWhatAFreshDatabaseHolds()
    {
        using var before = new EventFiles().Days(First, Dates).Write();
        using var after = new EventFiles()
            .Days(First, Dates)
            .Event("2015-05-29 15:00:00", 5000, "view")
            .Event("2015-06-02 15:00:00", 5001, "addtocart")
            .Write();
        await using var fresh = await EngineHost.CreateAsync();
        await fresh.LandAsync(after.Path);
        await fresh.RunAsync(First, Last);
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(before.Path);
        await host.RunAsync(First, Last);
        Assert.NotEqual(await fresh.ShowAllAsync(), await host.ShowAllAsync());

        await host.LandAsync(after.Path);
        // May holds dates before the range and stays; all of June lies in it and changes places.
        await host.RunAsync("2015-05-25", Last);

        Assert.Equal(await fresh.ShowAllAsync(), await host.ShowAllAsync());
        Assert.Equal(await fresh.ScalarAsync<string>(Partitions), await host.ScalarAsync<string>(Partitions));
        Assert.Contains("fact_rr_events_201506", await host.ScalarAsync<string>(Partitions), StringComparison.Ordinal);
        Assert.Equal(0, await host.ScalarAsync<long>(LeftBehind));
    }

    [Fact]
    public async Task Run_ThatFailsWhileItFills_LeavesTheMonthsAsTheyWere()
    {
        using var files = new EventFiles().Days(First, Dates).Write();
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);
        await host.RunAsync(First, Last);
        var (figures, partitions) = (await host.ShowAllAsync(), await host.ScalarAsync<string>(Partitions));
        await host.ExecuteAsync(
            "alter table retailrocket.fact_rr_events add constraint nobody check (visitor_id <> 101) not valid"
        );

        await Assert.ThrowsAsync<Runs.RunFailedException>(() => host.RunAsync(First, Last, force: true));

        Assert.Equal(figures, await host.ShowAllAsync());
        Assert.Equal(partitions, await host.ScalarAsync<string>(Partitions));
        Assert.Equal(0, await host.ScalarAsync<long>(LeftBehind));
    }
}
