using System.Net;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Api;

/// <summary>Every refusal says what is wrong, as problem details with the right status.</summary>
[Collection(OneApp.Name)]
public sealed class RefusalTests(AppHost host)
{
    private const string Funnel = "/api/v1/retailrocket/tables/mart_rr_funnel_daily";

    [Fact]
    public async Task Stranger_IsToldToBringAToken()
    {
        using var stranger = new ApiClient(host.Address, null);
        foreach (var path in (string[])["/api/v1/pipelines", Funnel, "/api/v1/openapi.json", "/api/v1/no/such/thing"])
        {
            await stranger.ProblemAsync(HttpStatusCode.Unauthorized, path);
            var answer = await stranger.GetAsync(path);
            Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
        }
    }

    [Theory]
    [InlineData("/api/v1/nowhere/tables", "No such pipeline")]
    [InlineData("/api/v1/retailrocket/tables/fact_rr_events", "No such table")]
    [InlineData("/api/v1/retailrocket/runs/999999", "No such run")]
    [InlineData("/api/v1/retailrocket/runs/first", "Nothing here")]
    [InlineData("/api/v1/nothing", "Nothing here")]
    public async Task Unknown_IsNotFound(string path, string title)
    {
        using var client = await ApiClient.CreateAsync(host, Roles.Analyst);
        var problem = await client.ProblemAsync(HttpStatusCode.NotFound, path);
        Assert.Equal(title, problem.GetProperty("title").GetString());
    }

    [Theory]
    [InlineData(Funnel, "application/xml")]
    [InlineData("/api/v1/pipelines", "text/csv")]
    [InlineData("/api/v1/retailrocket/runs/1", "text/html")]
    public async Task Format_ThatIsNotThere_IsNotAcceptable(string path, string accept)
    {
        using var client = await ApiClient.CreateAsync(host, Roles.Analyst);
        await client.ProblemAsync(HttpStatusCode.NotAcceptable, path, ("Accept", accept));
    }

    [Theory]
    [InlineData("", "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("text/html, */*;q=0.8", "application/json")]
    [InlineData("text/csv;q=0.5, application/json", "application/json")]
    [InlineData("application/json;q=0.5, text/csv", "text/csv")]
    [InlineData("text/*", "text/csv")]
    public async Task Format_AcceptedByTheClient_IsChosen(string accept, string chosen)
    {
        using var client = await ApiClient.CreateAsync(host, Roles.Analyst);
        var answer = await client.GetAsync(Funnel, accept.Length > 0 ? [("Accept", accept)] : []);
        Assert.Equal(chosen, answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=100001", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("date=16.06.2015", "date")]
    [InlineData("date=2015-06-08&from=2015-06-01", "date")]
    [InlineData("from=2015-06-08&to=2015-06-01", "from")]
    [InlineData("date=", "date")]
    [InlineData("date=2015-06-08&date=2015-06-09", "date")]
    [InlineData("fro=2015-06-08", "fro")]
    [InlineData("format=xml", "format")]
    [InlineData("cursor=abc", "cursor")]
    [InlineData("columns=visitors,nothing", "columns")]
    [InlineData("columns=visitors,visitors", "columns")]
    [InlineData("columns=run_id", "columns")]
    [InlineData("columns=visitors;drop%20table%20x", "columns")]
    public async Task Parameter_ThatCannotBeUsed_IsNamed(string query, string parameter)
    {
        using var client = await ApiClient.CreateAsync(host, Roles.Analyst);
        var problem = await client.ProblemAsync(HttpStatusCode.UnprocessableEntity, $"{Funnel}?{query}");
        Assert.True(problem.GetProperty("errors").TryGetProperty(parameter, out var sentences));
        Assert.True(sentences.GetArrayLength() > 0);
    }

    [Fact]
    public async Task Parameters_SeveralWrong_AreAllNamedAtOnce()
    {
        using var client = await ApiClient.CreateAsync(host, Roles.Analyst);
        var problem = await client.ProblemAsync(HttpStatusCode.UnprocessableEntity, $"{Funnel}?limit=0&date=x&no=1");
        Assert.Equal(
            ["date", "limit", "no"],
            problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("/api/v1/pipelines?limit=1")]
    [InlineData("/api/v1/retailrocket/lineage?date=2015-06-08")]
    [InlineData("/api/v1/retailrocket/runs?status=fine")]
    [InlineData("/api/v1/retailrocket/checks?verdict=PERHAPS")]
    public async Task OtherEndpoints_RefuseWhatTheyDoNotKnow(string path)
    {
        using var client = await ApiClient.CreateAsync(host, Roles.Analyst);
        await client.ProblemAsync(HttpStatusCode.UnprocessableEntity, path);
    }

    [Fact]
    public async Task Cursor_ThatWasChanged_IsRefusedWithoutAQueryFailing()
    {
        using var client = await ApiClient.CreateAsync(host, Roles.Analyst);
        var next = (await client.JsonAsync("/api/v1/retailrocket/checks?limit=1")).GetProperty("next").GetString()!;
        var cursor = next[(next.IndexOf("cursor=", StringComparison.Ordinal) + "cursor=".Length)..];
        var text = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(cursor));
        var forged = WebEncoders.Base64UrlEncode(
            Encoding.UTF8.GetBytes(text.Replace("\"2015-06-", "\"1) or true -- 2015-06-", StringComparison.Ordinal))
        );
        Assert.NotEqual(cursor, forged);
        await client.ProblemAsync(
            HttpStatusCode.UnprocessableEntity,
            $"/api/v1/retailrocket/checks?limit=1&cursor={forged}"
        );
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Writing_IsNotAllowed(string method)
    {
        using var client = await ApiClient.CreateAsync(host, Roles.Admin);
        var answer = await client.SendAsync(new HttpMethod(method), Funnel);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Person_WhoMustChangeThePassword_ReadsNothing()
    {
        using var client = await ApiClient.CreateAsync(host, Roles.Analyst);
        var name = $"{Guid.NewGuid():N}@example.com";
        await host.AddAsync(name, Roles.Analyst);
        using var theirs = new ApiClient(host.Address, await ApiClient.TokenOfAsync(host, name));
        await theirs.TextAsync("/api/v1/pipelines");
        await host.ChangeAsync(
            name,
            async (manager, person) =>
            {
                person.MustChangePassword = true;
                await manager.UpdateAsync(person);
            }
        );
        await theirs.ProblemAsync(HttpStatusCode.Forbidden, "/api/v1/pipelines");
        await client.TextAsync("/api/v1/pipelines");
    }
}
