using Npgsql;
using RetailRocket.Pipeline.Landing;

namespace RetailRocket.Pipeline.Tests.Landing;

public sealed class InterruptedLandingTests
{
    private const string Header = "timestamp,visitorid,event,itemid,transactionid\n";

    private static readonly string Large =
        Header + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"1433193132535,{i},view,2,\n"));

    [Fact]
    public async Task Land_Cancelled_LeavesRowsAndLedgerAsTheyWere()
    {
        await using var database = await LandedOnceAsync();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var progress = new CallbackProgress(_ => cancel.Cancel());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            database.Lander.LandAsync(database.Pipeline, database.Folder, new(), progress, cancel.Token)
        );

        await AssertUntouchedAsync(database);
    }

    [Fact]
    public async Task Land_ConnectionDropped_LeavesRowsAndLedgerAsTheyWere()
    {
        await using var database = await LandedOnceAsync();
        var dropped = false;
        var progress = new CallbackProgress(_ =>
        {
            if (dropped)
                return;
            dropped = true;
            using var kill = database.Runner.CreateCommand(
                """
                select pg_terminate_backend(pid, 5000) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid() and query ilike 'copy %'
                """
            );
            kill.ExecuteNonQuery();
        });

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => database.LandAsync(null, progress));

        Assert.True(dropped);
        await AssertUntouchedAsync(database);
    }

    [Fact]
    public async Task Land_WhileAnotherLandingHoldsThePipeline_Waits()
    {
        await using var database = await LandingDatabase.CreateAsync(TestPipeline.Events);
        database.Write("events.csv", Header + "1433193132535,1,view,2,\n");
        Task<LandingReport> landing;
        await using (var other = await database.Runner.OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            await using var hold = new NpgsqlCommand("select pg_advisory_lock(hashtext('landing:lab'))", other);
            await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            landing = database.LandAsync();
            while (
                (await database.RowsAsync("select 'x' from pg_locks where locktype = 'advisory' and not granted")).Count
                == 0
            )
                Assert.False(landing.IsCompleted);
            await using var release = new NpgsqlCommand("select pg_advisory_unlock_all()", other);
            await release.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(1, (await landing).Files[0].Rows);
        Assert.Equal(1, (await database.LandAsync()).Files[0].Rows);
    }

    private static async Task<LandingDatabase> LandedOnceAsync()
    {
        var database = await LandingDatabase.CreateAsync(TestPipeline.Events);
        database.Write("events.csv", Header + "1433193132535,-1,view,2,\n");
        await database.LandAsync();
        database.Write("events.csv", Large, 30);
        return database;
    }

    private static async Task AssertUntouchedAsync(LandingDatabase database)
    {
        Assert.Equal(["-1"], await database.RowsAsync("select visitor_id::text from lab.raw_events"));
        Assert.Equal(
            ["1|true"],
            await database.RowsAsync("select rows::text, (replaced_at is null)::text from ops.source_files")
        );
        Assert.Equal(["1"], await database.RowsAsync("select rows::text from ops.source_dates"));
        Assert.Single(
            await database.RowsAsync("select relname::text from pg_class where relname ~ '^raw_events_f[0-9]+$'")
        );
        // Nothing of the attempt is in the way of the next one.
        Assert.Equal(100_000, (await database.LandAsync()).Files[0].Rows);
    }
}
