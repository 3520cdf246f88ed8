using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Pipeline.Tests.Samples;
using RetailRocket.Pipeline.Tests.Support;
using RetailRocket.Samples;

namespace RetailRocket.Pipeline.Tests.Engine;

/// <summary>
/// A day costs the day: the plans of every statement of a daily run on top of some months of history, as the server makes
/// them. Rows of earlier months may be looked up by an index; none is read through, and no other file is opened.
/// </summary>
public sealed partial class DayPlanTests
{
    /// <summary>What a visitor's week, the longest look-back by dates, reaches into.</summary>
    private const int LookbackDays = 6;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DailyRun_OnMonthsOfHistory_ReadsThroughNoEarlierMonthAndOpensNoOtherFile()
    {
        using var history = new TestFolder();
        await SampleCatalog
            .Find("retailrocket")!
            .WriteAsync(history.Path, new SampleOptions(SampleScale.Small, 1), null, Token);
        var rows = EventRow.Read(history.At("events.csv")).ToList();
        var (first, last) = (rows.Min(row => row.Date), rows.Max(row => row.Date));
        var date = last.AddDays(1);
        using var arrived = new TestFolder();
        WriteDay(arrived.At("events_day.csv"), rows.Where(row => row.Date == last));
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(history.Path);
        await host.RunAsync(Text(first), Text(last));
        await host.LandAsync(arrived.Path);
        var run = await host.RunAsync(Text(date));
        Assert.Equal(date, Assert.Single(run.Dates, published => published.Published).Date);

        var file = await host.ScalarAsync<int>(
            "select id from ops.source_files where name = 'events_day.csv' and replaced_at is null"
        );
        var parameters = new SqlParameters(host.Definition, new DateRange(date, date), [file], run.RunId);
        var findings = new List<string>();
        var scans = 0;
        foreach (var (name, sql) in Statements(host.Definition))
        foreach (var (node, table) in Scans(await PlanAsync(host, parameters, sql)))
        {
            scans++;
            if (IsOfAnotherTime(node, table, date, file))
                findings.Add($"{name}: {node} on {table}");
        }

        Assert.True(Month(first) < Month(date.AddDays(-LookbackDays)), "The history must reach into an earlier month.");
        Assert.True(scans > 50, $"Only {scans} scans were found in the plans.");
        Assert.Empty(findings);
    }

    /// <summary>Models that a daily run builds for its date, and all checks.</summary>
    private static IEnumerable<(string Name, string Sql)> Statements(PipelineDefinition definition) =>
        definition
            .Models.Where(model => model.Refresh != ModelRefresh.Whole)
            .Select(model => (model.Table, model.Sql!.Sql))
            .Concat(definition.Checks.Select(check => (check.Name, check.Sql.Sql)));

    private static bool IsOfAnotherTime(string node, string table, DateOnly date, int file)
    {
        if (RawPartition().Match(table) is { Success: true } raw)
            return int.Parse(raw.Groups[1].Value, CultureInfo.InvariantCulture) != file;
        if (MonthPartition().Match(table) is not { Success: true } month)
            return false;
        return node.Contains("Seq Scan", StringComparison.Ordinal)
            && int.Parse(month.Groups[1].Value, CultureInfo.InvariantCulture) < Month(date.AddDays(-LookbackDays));
    }

    private static async Task<JsonNode> PlanAsync(EngineHost host, SqlParameters parameters, string sql)
    {
        await using var connection = await host.Warehouse.Runner.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        await WarehouseSession.PrepareAsync(connection, parameters.Definition.Name, Token);
        await using var command = parameters.CreateCommand(connection, $"explain (format json) {sql}");
        return JsonNode.Parse((string)(await command.ExecuteScalarAsync(Token))!)![0]!["Plan"]!;
    }

    private static IEnumerable<(string Node, string Table)> Scans(JsonNode plan)
    {
        if (plan["Relation Name"] is { } table)
            yield return ((string)plan["Node Type"]!, (string)table!);
        foreach (var child in plan["Plans"]?.AsArray() ?? [])
        foreach (var scan in Scans(child!))
            yield return scan;
    }

    private static void WriteDay(string path, IEnumerable<EventRow> rows)
    {
        const long day = 86_400_000;
        File.WriteAllLines(
            path,
            rows.Select(row =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{row.TimestampMs + day},{row.Visitor},{row.Event},{row.Item},{row.TransactionId}"
                    )
                )
                .Prepend("timestamp,visitorid,event,itemid,transactionid")
        );
    }

    /// <summary>Year and month as partitions are named after them.</summary>
    private static int Month(DateOnly date) => date.Year * 100 + date.Month;

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex("^raw_rr_events_f([0-9]+)$")]
    private static partial Regex RawPartition();

    [GeneratedRegex("_([0-9]{6})$")]
    private static partial Regex MonthPartition();
}
