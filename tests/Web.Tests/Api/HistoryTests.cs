using System.Text.Json;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Api;

/// <summary>Pipelines, status, runs, checks, lineage and certificates.</summary>
[Collection(OneApp.Name)]
public sealed class HistoryTests(AppHost host)
{
    private const string Root = "/api/v1/retailrocket";

    [Fact]
    public async Task Pipelines_All_CarryTheirNewestCertificate()
    {
        var pipelines = (await JsonAsync("/api/v1/pipelines")).GetProperty("pipelines");
        var pipeline = Assert.Single(
            pipelines.EnumerateArray(),
            item => item.GetProperty("name").GetString() == "retailrocket"
        );
        Assert.Equal("2015-06-08", pipeline.GetProperty("certificate").GetProperty("asOf").GetString());
        Assert.Equal("Asia/Seoul", pipeline.GetProperty("timeZone").GetString());
    }

    [Fact]
    public async Task Status_OfTheDates_TellsEachApart()
    {
        var answer = await JsonAsync($"{Root}/status?from=2015-06-08");
        var days = answer.GetProperty("dates").EnumerateArray().ToList();
        Assert.Equal(
            ["2015-06-08", "2015-06-09", "2015-06-10"],
            days.Select(day => day.GetProperty("date").GetString())
        );
        Assert.Equal([true, false, false], days.Select(day => day.GetProperty("published").GetBoolean()));
        Assert.Equal(["PASS", "FAIL", null], days.Select(day => day.GetProperty("verdict").GetString()));
        var finding = days[1]
            .GetProperty("findings")
            .EnumerateArray()
            .First(found => found.GetProperty("verdict").GetString() == "FAIL");
        Assert.Equal("002_transaction_integrity", finding.GetProperty("check").GetString());
        Assert.True(finding.GetProperty("samples").GetArrayLength() > 0);
    }

    [Fact]
    public async Task Runs_ByStateAndDate_AreTheOnesThatFit()
    {
        Assert.Equal(1, await CountAsync($"{Root}/runs?status=blocked&date=2015-06-08"));
        Assert.Equal(0, await CountAsync($"{Root}/runs?status=failed"));
        Assert.Equal(0, await CountAsync($"{Root}/runs?date=2015-06-10"));
    }

    [Fact]
    public async Task Run_ByNumber_HasItsDatesAndSteps()
    {
        var id = (await JsonAsync($"{Root}/runs?status=blocked")).GetProperty("rows")[0].GetProperty("id").GetInt64();
        var run = await JsonAsync($"{Root}/runs/{id}");
        Assert.Equal("BLOCKED", run.GetProperty("run").GetProperty("status").GetString());
        Assert.Contains(
            run.GetProperty("dates").EnumerateArray(),
            date => date.GetProperty("date").GetString() == "2015-06-09" && !date.GetProperty("published").GetBoolean()
        );
        var kinds = run.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("kind").GetString());
        Assert.Superset(new HashSet<string?> { "model", "check", "publish" }, kinds.ToHashSet());
    }

    [Fact]
    public async Task Checks_OfAVerdict_AreJsonAndCsvAlike()
    {
        var rows = (await JsonAsync($"{Root}/checks?verdict=fail&date=2015-06-09")).GetProperty("rows");
        Assert.All(rows.EnumerateArray(), row => Assert.Equal("FAIL", row.GetProperty("verdict").GetString()));
        Assert.False(rows[0].TryGetProperty("samples", out _));
        using var client = await ApiClient.CreateAsync(host, Roles.Analyst);
        var csv = await client.TextAsync(
            $"{Root}/checks?verdict=fail&date=2015-06-09&format=csv&columns=check_name,samples"
        );
        var lines = csv.TrimEnd().Split('\n');
        Assert.Equal(rows.GetArrayLength() + 1, lines.Length);
        Assert.StartsWith("002_transaction_integrity,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checks_PagedOneByOne_GiveTheWholeHistoryOnce()
    {
        var whole = (await JsonAsync($"{Root}/checks?columns=id"))
            .GetProperty("rows")
            .EnumerateArray()
            .Select(Id)
            .ToList();
        Assert.True(whole.Count > 20);
        var paged = new List<long>();
        string? next = $"{Root}/checks?columns=id&limit=7";
        while (next is not null)
        {
            var page = await JsonAsync(next);
            paged.AddRange(page.GetProperty("rows").EnumerateArray().Select(Id));
            next = page.GetProperty("next").GetString();
        }
        Assert.Equal(whole, paged);

        static long Id(JsonElement row) => row.GetProperty("id").GetInt64();
    }

    [Fact]
    public async Task Lineage_FromRawToFile_NamesInputsAndChecks()
    {
        var nodes = (await JsonAsync($"{Root}/lineage")).GetProperty("nodes").EnumerateArray().ToList();
        JsonElement Node(string name) => nodes.Single(node => node.GetProperty("name").GetString() == name);
        Assert.Equal("raw", Node("raw_rr_events").GetProperty("kind").GetString());
        Assert.Contains(
            "fact_rr_sessions",
            Node("mart_rr_funnel_daily").GetProperty("inputs").EnumerateArray().Select(input => input.GetString())
        );
        Assert.Contains(nodes, node => node.GetProperty("kind").GetString() == "export");
        Assert.NotEmpty(Node("raw_rr_events").GetProperty("checks").EnumerateArray());
    }

    [Fact]
    public async Task Certificate_OfADate_HasEveryCheckThatJudgedIt()
    {
        var answer = await JsonAsync($"{Root}/dates/2015-06-08/certificate");
        Assert.Equal("PASS", answer.GetProperty("certificate").GetProperty("verdict").GetString());
        var definition = host.Get<Pipeline.Definitions.PipelineCatalog>().Get("retailrocket");
        Assert.Equal(
            definition.Checks.Select(check => check.Name).Order(StringComparer.Ordinal),
            answer
                .GetProperty("checks")
                .EnumerateArray()
                .Select(check => check.GetProperty("check").GetString()!)
                .Order(StringComparer.Ordinal)
        );
    }

    private async Task<JsonElement> JsonAsync(string path)
    {
        using var client = await ApiClient.CreateAsync(host, Roles.Analyst);
        return await client.JsonAsync(path);
    }

    private async Task<int> CountAsync(string path) => (await JsonAsync(path)).GetProperty("rows").GetArrayLength();
}
