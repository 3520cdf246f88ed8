using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RetailRocket.Web.Components;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Security;

[Collection(OneApp.Name)]
public sealed partial class AccessTableTests(AppHost host)
{
    /// <summary>Endpoints that answer anybody; a new one has to be thought about and added here.</summary>
    private static readonly string[] Open =
    [
        "GET /healthz",
        "GET /readyz",
        "GET /language/{code}",
        "GET,POST /account/sign-in",
        "GET,POST /account/second-factor",
        "GET,POST /status/{Code:int}",
        "GET,POST /not-found",
        "GET,POST /error",
    ];

    /// <summary>Endpoints that answer whoever is signed in, whatever the role.</summary>
    private static readonly string[] Own =
    [
        "POST /account/sign-out",
        "POST /account/sign-out-everywhere",
        "GET,POST /account/password",
        "GET,POST /account/two-factor",
    ];

    [Fact]
    public void Table_EveryFeature_IsOpenToAdminsAndToNobodyUnknown()
    {
        foreach (var feature in Enum.GetValues<Feature>())
        {
            Assert.True(AccessTable.Allows(feature, [Roles.Admin]), $"{feature} is not in the table.");
            Assert.Empty(AccessTable.RolesOf(feature).Except(Roles.All));
            Assert.False(AccessTable.Allows(feature, []));
            Assert.False(AccessTable.Allows(feature, ["owner"]));
        }
    }

    [Fact]
    public void Pages_All_SayWhoMaySeeThem()
    {
        var pages = Pages().ToList();
        Assert.True(pages.Count >= 8);
        Assert.Empty(
            pages
                .Where(page =>
                    page.GetCustomAttribute<RequiresAttribute>() is null
                    && page.GetCustomAttribute<SignedInAttribute>() is null
                    && page.GetCustomAttribute<AllowAnonymousAttribute>() is null
                )
                .Select(page => page.Name)
        );
    }

    [Fact]
    public void Endpoints_WithoutAFeature_AreTheKnownOnes()
    {
        var bare = Endpoints().Where(endpoint => FeatureOf(endpoint) is null).ToList();
        Assert.Equal(
            Open.Order(StringComparer.Ordinal),
            bare.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
                .Select(Name)
                .Distinct()
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            Own.Order(StringComparer.Ordinal),
            bare.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
                .Select(Name)
                .Distinct()
                .Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData(Roles.Analyst)]
    [InlineData(Roles.Quality)]
    [InlineData(Roles.Marketer)]
    [InlineData(Roles.Admin)]
    public async Task Endpoints_ForARole_AnswerAsTheTableSays(string role)
    {
        using var browser = await host.SignInAsync(role);
        var walked = 0;
        foreach (var endpoint in Endpoints().Where(IsRead))
        {
            if (FeatureOf(endpoint) is not { } feature)
                continue;
            var answer = await browser.GetAsync(Address(endpoint));
            var allowed = AccessTable.Allows(feature, [role]);
            Assert.True(
                allowed == (answer.StatusCode != HttpStatusCode.Forbidden),
                $"{Name(endpoint)} answers {(int)answer.StatusCode} to {role}; the table {(allowed ? "lets in" : "keeps out")}."
            );
            Assert.True((int)answer.StatusCode < 500, $"{Name(endpoint)} fails for {role}.");
            walked++;
        }
        Assert.True(walked >= 5);
    }

    [Fact]
    public async Task Endpoints_WithoutSignIn_LeadToIt()
    {
        using var browser = host.Browse();
        foreach (var endpoint in Endpoints().Where(IsRead).Where(endpoint => !Open.Contains(Name(endpoint))))
        {
            var answer = await browser.GetAsync(Address(endpoint));
            // Programs are told that they are strangers; people are led to the sign-in page.
            Assert.True(
                Address(endpoint).StartsWith("/api/", StringComparison.Ordinal)
                    ? answer.StatusCode == HttpStatusCode.Unauthorized
                    : answer.StatusCode == HttpStatusCode.Found
                        && answer.Headers.Location!.AbsolutePath == AccountPaths.SignIn,
                $"{Name(endpoint)} answers {(int)answer.StatusCode} to a stranger."
            );
        }
    }

    [Fact]
    public async Task Circuit_WithoutSignIn_IsRefused()
    {
        using var browser = host.Browse();
        var answer = await browser.PostAsync("/_blazor/negotiate?negotiateVersion=1", []);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private static IEnumerable<Type> Pages() =>
        typeof(Routes).Assembly.GetTypes().Where(type => type.GetCustomAttributes<RouteAttribute>().Any());

    // Assets and the circuit's own endpoints are Blazor's; the circuit has a test of its own.
    private IEnumerable<RouteEndpoint> Endpoints() =>
        host
            .App.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint =>
                endpoint.RoutePattern.RawText is { } path
                && !path.Contains("_blazor", StringComparison.Ordinal)
                && !path.Contains("_framework", StringComparison.Ordinal)
                && !path.Contains('.', StringComparison.Ordinal) | path.EndsWith(".csv", StringComparison.Ordinal)
                && !path.Contains("{**", StringComparison.Ordinal)
            );

    private static Feature? FeatureOf(RouteEndpoint endpoint)
    {
        var policies = endpoint
            .Metadata.GetOrderedMetadata<IAuthorizeData>()
            .Select(data => data.Policy)
            .OfType<string>();
        foreach (var feature in Enum.GetValues<Feature>())
            if (policies.Contains(AccessTable.Policy(feature)))
                return feature;
        return null;
    }

    private static string Name(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [];
        return $"{string.Join(',', methods.Order(StringComparer.Ordinal))} /{endpoint.RoutePattern.RawText!.TrimStart('/')}";
    }

    private static bool IsRead(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") != false;

    // Any value does for the parts of a path: who may see it does not depend on what it names.
    private static string Address(RouteEndpoint endpoint) =>
        "/" + Part().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), "1");

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Part();
}
