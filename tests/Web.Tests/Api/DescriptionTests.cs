using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Api;

/// <summary>The OpenAPI document and the page that is made from it.</summary>
[Collection(OneApp.Name)]
public sealed partial class DescriptionTests(AppHost host)
{
    private const string Address = "/api/v1/openapi.json";

    [Fact]
    public async Task Document_NamesEveryRoute()
    {
        var routes = host
            .App.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Where(path => path.StartsWith("/api/v1/", StringComparison.Ordinal))
            .Select(path => Constraint().Replace(path, "}"))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.True(routes.Count >= 9);
        var paths = (await DocumentAsync()).GetProperty("paths").EnumerateObject().Select(path => path.Name);
        Assert.Equal(routes, paths.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Document_OfEveryOperation_HasWordsParametersAndRefusals()
    {
        var document = await DocumentAsync();
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            var operation = path.Value.GetProperty("get");
            AssertWords(operation.GetProperty("summary"), path.Name);
            AssertWords(operation.GetProperty("description"), path.Name);
            if (operation.TryGetProperty("parameters", out var parameters))
                Assert.All(
                    parameters.EnumerateArray(),
                    item => AssertWords(item.GetProperty("description"), path.Name)
                );
            foreach (var status in (string[])["200", "401", "403", "404", "406", "422", "429"])
                AssertWords(
                    operation.GetProperty("responses").GetProperty(status).GetProperty("description"),
                    path.Name
                );
            Assert.True(operation.GetProperty("responses").GetProperty("200").TryGetProperty("content", out _));
        }
    }

    [Fact]
    public async Task Document_RequiresTheToken()
    {
        var document = await DocumentAsync();
        var scheme = document.GetProperty("components").GetProperty("securitySchemes").GetProperty("token");
        Assert.Equal("bearer", scheme.GetProperty("scheme").GetString());
        Assert.True(document.GetProperty("security")[0].TryGetProperty("token", out _));
    }

    [Fact]
    public async Task Document_Parameters_AreTheOnesThatTheEndpointsTake()
    {
        using var client = await ApiClient.CreateAsync(host, Roles.Admin);
        foreach (var path in (await DocumentAsync()).GetProperty("paths").EnumerateObject())
        {
            var address = path
                .Name.Replace("{pipeline}", "retailrocket", StringComparison.Ordinal)
                .Replace("{table}", "mart_rr_funnel_daily", StringComparison.Ordinal)
                .Replace("{date}", "2015-06-08", StringComparison.Ordinal)
                .Replace("{id}", "1", StringComparison.Ordinal);
            var problem = await client.ProblemAsync(HttpStatusCode.UnprocessableEntity, $"{address}?no-such=1");
            var said = problem.GetProperty("errors").GetProperty("no-such")[0].GetString()!;
            var described = path.Value.GetProperty("get").TryGetProperty("parameters", out var parameters)
                ? parameters.EnumerateArray().Where(item => item.GetProperty("in").GetString() == "query").ToList()
                : [];
            Assert.All(
                described,
                item => Assert.Contains(item.GetProperty("name").GetString()!, said, StringComparison.Ordinal)
            );
            Assert.Equal(described.Count == 0, said.Contains("takes none", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Page_ShowsEveryAddressWithAnExampleThatAnswers()
    {
        using var browser = await host.SignInAsync(Roles.Analyst);
        var html = await browser.ReadAsync("/api-docs?to=2015-06-08");
        foreach (var path in (await DocumentAsync()).GetProperty("paths").EnumerateObject())
            Assert.Contains($">{path.Name}</code>", html, StringComparison.Ordinal);
        var examples = Example().Matches(html).Select(match => match.Groups[1].Value).ToList();
        Assert.True(examples.Count >= 9);
        foreach (var example in examples)
        {
            var answer = await browser.GetAsync(example, ("Accept", "*/*"));
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{example} answers {(int)answer.StatusCode}.");
        }
    }

    [Fact]
    public async Task Page_InKorean_IsKorean()
    {
        using var browser = await host.SignInAsync(Roles.Analyst);
        await browser.GetAsync("/language/ko");
        var html = await browser.ReadAsync("/api-docs");
        Assert.Contains("테이블의 발행된 행", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Published rows of a table", html, StringComparison.Ordinal);
    }

    private async Task<JsonElement> DocumentAsync()
    {
        using var client = await ApiClient.CreateAsync(host, Roles.Analyst);
        return await client.JsonAsync(Address);
    }

    /// <summary>A text that is not the key of a missing one.</summary>
    private static void AssertWords(JsonElement text, string where)
    {
        Assert.False(string.IsNullOrWhiteSpace(text.GetString()), $"{where} has no words.");
        Assert.DoesNotMatch(@"^Api\.", text.GetString());
    }

    [GeneratedRegex(":[^}]+}")]
    private static partial Regex Constraint();

    [GeneratedRegex("<a href=\"(/api/v1/[^\"]+)\" target")]
    private static partial Regex Example();
}
