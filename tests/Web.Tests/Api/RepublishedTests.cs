using System.Net;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Api;

/// <summary>What changes for a client when figures are published anew. Has an app of its own, as it changes its figures.</summary>
public sealed class RepublishedTests(AppHost host) : IClassFixture<AppHost>
{
    private const string Cohorts = "/api/v1/retailrocket/tables/mart_rr_cohort_weekly";

    [Fact]
    public async Task Rows_PublishedAnew_EndTheOldPagesAndTheOldTag()
    {
        using var client = await ApiClient.CreateAsync(host, Roles.Analyst);
        var tag = (await client.GetAsync(Cohorts)).Headers.ETag!.Tag;
        var before = await client.JsonAsync($"{Cohorts}?limit=1");
        var next = before.GetProperty("next").GetString()!;
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(next)).StatusCode);

        await RunAgainAsync();

        await client.ProblemAsync(HttpStatusCode.Conflict, next);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Cohorts, ("If-None-Match", tag))).StatusCode);
        var after = await client.JsonAsync($"{Cohorts}?limit=1");
        Assert.NotEqual(RunOf(before), RunOf(after));
    }

    private static long RunOf(System.Text.Json.JsonElement answer) =>
        answer.GetProperty("certificate").GetProperty("run").GetInt64();

    private async Task RunAgainAsync()
    {
        var date = new DateOnly(2015, 6, 8);
        var request = new RunRequest
        {
            Definition = host.Get<PipelineCatalog>().Get("retailrocket"),
            Range = new DateRange(date, date),
            Force = true,
        };
        await host.Get<RunService>().RunAsync(request, null, TestContext.Current.CancellationToken);
    }
}
