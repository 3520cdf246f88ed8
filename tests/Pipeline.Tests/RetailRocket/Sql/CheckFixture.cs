using Npgsql;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Pipeline.Tests.Engine;

namespace RetailRocket.Pipeline.Tests.RetailRocket.Sql;

/// <summary>A shop of eight good dates, run once, on which each test does its damage and takes it back.</summary>
public sealed class CheckFixture : IAsyncLifetime
{
    private const string From = "2015-06-01";
    private const string To = "2015-06-08";
    private const string Middle = "2015-06-03";
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
        // Bought twice, and never again: a repeat buyer of every later date.
        shop.Event("2015-06-01 14:00:00.000", 9, "transaction", order: "21")
            .Event("2015-06-02 14:00:00.000", 9, "transaction", order: "22");
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
        var dates = await FailingDatesAsync(connection, check, files, From, To);
        // A date alone is judged as it is among others.
        Assert.Equal(
            dates.Where(date => date == EngineHost.Day(Middle)),
            await FailingDatesAsync(connection, check, files, Middle, Middle)
        );
        await transaction.RollbackAsync(token);
        return dates;
    }

    private async Task<IReadOnlyList<DateOnly>> FailingDatesAsync(
        NpgsqlConnection connection,
        CheckDefinition check,
        IReadOnlyList<int> files,
        string from,
        string to
    )
    {
        var token = TestContext.Current.CancellationToken;
        var range = new DateRange(EngineHost.Day(from), EngineHost.Day(to));
        await using var command = new SqlParameters(Host.Definition, range, files, runId).CreateCommand(
            connection,
            $"select distinct check_date from (\n{check.Sql.Sql}\n) as violations order by check_date"
        );
        await using var reader = await command.ExecuteReaderAsync(token);
        var dates = new List<DateOnly>();
        while (await reader.ReadAsync(token))
            dates.Add(reader.GetFieldValue<DateOnly>(0));
        return dates;
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
    }
}
