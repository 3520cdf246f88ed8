using Npgsql;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Pipeline.Tests.Engine;

namespace RetailRocket.Pipeline.Tests.RetailRocket.Sql;

/// <summary>A shop of eight good dates, run once, on which each test does its damage and takes it back.</summary>
public sealed class CheckFixture : IAsyncLifetime
{
    private const string From = "2015-06-01";
    private const string To = "2015-06-08";
    private EngineHost? host;
    private long runId;

    public EngineHost Host => host!;

    public async ValueTask InitializeAsync()
    {
        var shop = new ShopFiles().Category(1).Category(2, 1).Property("2015-05-01 00:00:00.000", 1, "categoryid", "2");
        for (var day = 1; day <= 8; day++)
        {
            for (var view = 0; view < 20; view++)
                shop.Event($"2015-06-0{day} 10:{view:00}:00.000", 7);
            shop.Event($"2015-06-0{day} 12:00:00.000", 100 + day)
                .Event($"2015-06-0{day} 12:01:00.000", 100 + day, "addtocart")
                .Event($"2015-06-0{day} 13:00:00.000", 8)
                .Event($"2015-06-0{day} 13:01:00.000", 8, "addtocart")
                .Event($"2015-06-0{day} 13:02:00.000", 8, "transaction", order: $"{day}");
        }
        using var files = shop.Write();
        host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);
        var result = await host.RunAsync(From, To);
        runId = result.RunId;
        Assert.All(result.Checks, check => Assert.Equal(Verdict.Pass, check.Verdict));
    }

    /// <summary>Dates on which the check finds rows after the damage, which is then taken back.</summary>
    public async Task<IReadOnlyList<DateOnly>> FailingDatesAsync(string checkName, string damage)
    {
        var token = TestContext.Current.CancellationToken;
        var check = Assert.Single(Host.Definition.Checks, check => check.Name == checkName);
        await using var connection = await Host.Warehouse.Owner.OpenConnectionAsync(token);
        await using var transaction = await connection.BeginTransactionAsync(token);
        await using (var change = new NpgsqlCommand($"set local search_path = retailrocket; {damage}", connection))
            await change.ExecuteNonQueryAsync(token);
        var files = new List<int>();
        await using (
            var query = new NpgsqlCommand("select id from ops.source_files where source = 'events'", connection)
        )
        await using (var reader = await query.ExecuteReaderAsync(token))
            while (await reader.ReadAsync(token))
                files.Add(reader.GetInt32(0));
        var parameters = new SqlParameters(
            Host.Definition,
            new DateRange(EngineHost.Day(From), EngineHost.Day(To)),
            files,
            runId
        );
        var dates = new List<DateOnly>();
        await using (
            var command = parameters.CreateCommand(
                connection,
                $"select distinct check_date from (\n{check.Sql.Sql}\n) as violations order by check_date"
            )
        )
        await using (var reader = await command.ExecuteReaderAsync(token))
            while (await reader.ReadAsync(token))
                dates.Add(reader.GetFieldValue<DateOnly>(0));
        await transaction.RollbackAsync(token);
        return dates;
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
    }
}
