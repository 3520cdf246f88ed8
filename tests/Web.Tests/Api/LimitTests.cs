using System.Globalization;
using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using RetailRocket.Web.Api;
using RetailRocket.Web.Api.Tokens;

namespace RetailRocket.Web.Tests.Api;

/// <summary>The limits by themselves, over an app that does nothing else.</summary>
public sealed class LimitTests
{
    private const int PerMinute = 3;

    [Fact]
    public async Task Token_ThatAsksTooOften_IsToldHowLongToWait()
    {
        await using var app = await StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        for (var request = 0; request < PerMinute; request++)
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(http, "a")).StatusCode);
        var refused = await AskAsync(http, "a");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(
            int.Parse(Assert.Single(refused.Headers.GetValues("Retry-After")), CultureInfo.InvariantCulture),
            1,
            60
        );
        // Another token has its own.
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(http, "b")).StatusCode);
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient http, string token) =>
        http.GetAsync(new Uri($"/?token={token}", UriKind.Relative), TestContext.Current.CancellationToken);

    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.Services.AddRateLimiter(options => ApiLimits.Add(options, PerMinute));
        var app = builder.Build();
        app.Use(
            (context, next) =>
            {
                var claim = new Claim(TokenHandler.IdClaim, context.Request.Query["token"].ToString());
                context.User = new ClaimsPrincipal(new ClaimsIdentity([claim], "test"));
                return next(context);
            }
        );
        app.UseRateLimiter();
        app.MapGet("/", () => "ok").RequireRateLimiting(ApiLimits.Policy);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
