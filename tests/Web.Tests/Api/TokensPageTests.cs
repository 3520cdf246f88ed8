using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using RetailRocket.Web.Api.Tokens;
using RetailRocket.Web.Components.Pages.Account.Tokens;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Api;

/// <summary>The page of one's own tokens, over the real accounts.</summary>
[Collection(OneApp.Name)]
public sealed class TokensPageTests : BunitContext
{
    private readonly AppHost host;

    public TokensPageTests(AppHost host)
    {
        this.host = host;
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddTexts();
        Services.AddSingleton(TimeProvider.System);
        Services.AddSingleton(host.Get<IDbContextFactory<IdentityContext>>());
        Services.AddSingleton(host.Get<Audit>());
        Services.AddSingleton(new FailureLog(NullLogger<FailureLog>.Instance));
        Services.AddScoped<Access>();
        Services.AddScoped<PersonalTokens>();
        this.AddBunitPersistentComponentState();
    }

    [Fact]
    public async Task Page_FromNoTokenToARevokedOne_ShowsEachStep()
    {
        var page = await OpenAsync(Roles.Analyst);
        Assert.Contains("You have no tokens yet", page.Markup, StringComparison.Ordinal);

        page.Find(".page-header-side button.primary").Click();
        page.WaitForElement("#token-name").Input("weekly report");
        page.Find("#token-days").Change("30");
        page.WaitForElement("dialog .dialog-actions button.primary").Click();
        var token = await page.WaitForElementAsync("[data-testid=token]");
        Assert.Matches("^rr_[A-Za-z0-9_-]{43}$", token.TextContent);
        var prefix = token.TextContent[..9];
        using (var client = new ApiClient(host.Address, token.TextContent))
            await client.TextAsync("/api/v1/pipelines");

        page.WaitForElement("dialog .dialog-actions button.primary").Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=token]")));
        var row = Assert.Single(page.FindAll("tbody tr"));
        Assert.Contains("weekly report", row.TextContent, StringComparison.Ordinal);
        Assert.Contains(prefix, row.TextContent, StringComparison.Ordinal);
        Assert.Contains("In use", row.TextContent, StringComparison.Ordinal);

        row.QuerySelector("button.quiet-button")!.Click();
        page.WaitForElement("dialog .dialog-actions button.danger").Click();
        page.WaitForAssertion(() =>
            Assert.Contains("Revoked", Assert.Single(page.FindAll("tbody tr")).TextContent, StringComparison.Ordinal)
        );
        Assert.Empty(page.FindAll("tbody button"));
    }

    [Fact]
    public async Task Page_WithoutAName_AsksForIt()
    {
        var page = await OpenAsync(Roles.Marketer);
        page.Find(".page-header-side button.primary").Click();
        page.WaitForElement("dialog .dialog-actions button.primary").Click();
        page.WaitForAssertion(() =>
            Assert.Contains("Give it a name", page.Find("[role=alert]").TextContent, StringComparison.Ordinal)
        );
        Assert.Empty(page.FindAll("[data-testid=token]"));
    }

    /// <summary>The page as a new account with a role sees it.</summary>
    private async Task<IRenderedComponent<TokensPage>> OpenAsync(string role)
    {
        var name = $"{Guid.NewGuid():N}@example.com";
        await host.AddAsync(name, role);
        var claims = await ApiClient.AsAsync(
            host,
            name,
            async services =>
            {
                var person = await services.GetRequiredService<UserManager<Person>>().FindByNameAsync(name);
                return await services.GetRequiredService<IUserClaimsPrincipalFactory<Person>>().CreateAsync(person!);
            }
        );
        var authorization = AddAuthorization();
        authorization.SetAuthorized(name);
        authorization.SetRoles(role);
        authorization.SetClaims([
            .. claims.Claims.Where(claim => claim.Type.EndsWith("nameidentifier", StringComparison.Ordinal)),
        ]);
        var view = new ViewState
        {
            Pipeline = "retailrocket",
            From = new DateOnly(2015, 6, 1),
            To = new DateOnly(2015, 6, 8),
            Dates = [],
            TimeZone = "Asia/Seoul",
        };
        var page = Render<TokensPage>(parameters => parameters.AddCascadingValue(view));
        page.WaitForAssertion(() => Assert.Equal(PageLoadKind.Ready, page.Instance.Load.Kind));
        return page;
    }
}
