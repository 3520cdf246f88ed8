using System.Net;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Security;

[Collection(OneApp.Name)]
public sealed class SecurityHeadersTests(AppHost host)
{
    [Theory]
    [InlineData("/account/sign-in")]
    [InlineData("/css/app.css")]
    [InlineData("/healthz")]
    [InlineData("/no/such/page")]
    public async Task Answers_All_CarryTheHeaders(string path)
    {
        using var browser = host.Browse();
        var answer = await browser.GetAsync(path);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(answer.Headers.Contains("Server"));
        // Over plain HTTP the header would be ignored at best.
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Pages_HaveNoInlineScript()
    {
        using var browser = await host.SignInAsync(Web.Security.Roles.Admin);
        foreach (var path in (string[])["/", "/help", "/access", "/account/two-factor"])
        {
            var html = await browser.ReadAsync(path);
            Assert.DoesNotMatch(@"<script(?![^>]*\bsrc=)", html);
            Assert.DoesNotMatch(@"\son[a-z]+\s*=", html);
        }
    }

    [Theory]
    [InlineData("http://example.org")]
    [InlineData("https://127.0.0.1")]
    [InlineData("null")]
    public async Task WebSocket_FromAnotherOrigin_IsRefused(string origin)
    {
        using var browser = await host.SignInAsync(Web.Security.Roles.Admin);
        var answer = await browser.GetAsync(
            "/_blazor",
            ("Origin", origin),
            ("Connection", "Upgrade"),
            ("Upgrade", "websocket")
        );
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        var post = await browser.PostAsync("/_blazor/negotiate?negotiateVersion=1", [], ("Origin", origin));
        Assert.Equal(HttpStatusCode.Forbidden, post.StatusCode);
    }

    [Fact]
    public async Task Circuit_FromThisOrigin_IsLetIn()
    {
        using var browser = await host.SignInAsync(Web.Security.Roles.Admin);
        var own = host.Address.GetLeftPart(UriPartial.Authority);
        var answer = await browser.PostAsync("/_blazor/negotiate?negotiateVersion=1", [], ("Origin", own));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Host_ThatIsNotThisMachine_IsRefused()
    {
        using var browser = host.Browse();
        var answer = await browser.GetAsync("/account/sign-in", ("Host", "rebound.example.org"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("ko", "ko")]
    [InlineData("en", "en")]
    public async Task Language_Chosen_IsKept(string code, string expected)
    {
        using var browser = host.Browse();
        var answer = await browser.GetAsync($"/language/{code}?returnUrl=/account/sign-in");
        Assert.Equal("/account/sign-in", answer.Headers.Location!.OriginalString);
        var html = await browser.ReadAsync("/account/sign-in");
        Assert.Contains($"<html lang=\"{expected}\"", html, StringComparison.Ordinal);
    }
}
