using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetailRocket.Web.Api.Tokens;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Api;

[Collection(OneApp.Name)]
public sealed class TokenTests(AppHost host)
{
    private const string Pipelines = "/api/v1/pipelines";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Token_Made_IsKeptAsAHashAlone()
    {
        var account = await AccountAsync(Roles.Analyst);
        var token = await ApiClient.TokenOfAsync(host, account);
        Assert.Matches("^rr_[A-Za-z0-9_-]{43}$", token);
        var row = await RowAsync(token);
        Assert.Equal(32, row.Hash.Length);
        Assert.Equal(token[..9], row.Prefix);
        Assert.Null(row.LastUsedAt);
        await using var context = await host.Get<IDbContextFactory<IdentityContext>>().CreateDbContextAsync(Token);
        var dump = await context
            .Database.SqlQueryRaw<string>("select string_agg(t::text, ' ') as \"Value\" from identity.api_tokens t")
            .SingleAsync(Token);
        Assert.DoesNotContain(token[9..], dump, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_Used_SaysWhen()
    {
        var token = await ApiClient.TokenOfAsync(host, await AccountAsync(Roles.Analyst));
        using var client = new ApiClient(host.Address, token);
        await client.TextAsync(Pipelines);
        Assert.NotNull((await RowAsync(token)).LastUsedAt);
    }

    [Fact]
    public async Task Token_Revoked_IsRefusedFromTheNextRequestOn()
    {
        var account = await AccountAsync(Roles.Analyst);
        var token = await ApiClient.TokenOfAsync(host, account);
        using var client = new ApiClient(host.Address, token);
        await client.TextAsync(Pipelines);
        var id = (await RowAsync(token)).Id;
        await RevokeAsync(account, id);
        await client.ProblemAsync(HttpStatusCode.Unauthorized, Pipelines);
        var answer = await client.GetAsync(Pipelines);
        Assert.Contains(
            "invalid_token",
            Assert.Single(answer.Headers.WwwAuthenticate).Parameter,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Token_OfAnother_CannotBeRevoked()
    {
        var token = await ApiClient.TokenOfAsync(host, await AccountAsync(Roles.Analyst));
        await RevokeAsync(await AccountAsync(Roles.Admin), (await RowAsync(token)).Id);
        using var client = new ApiClient(host.Address, token);
        await client.TextAsync(Pipelines);
    }

    [Fact]
    public async Task Token_Expired_IsRefused()
    {
        var token = await ApiClient.TokenOfAsync(host, await AccountAsync(Roles.Analyst));
        await using var context = await host.Get<IDbContextFactory<IdentityContext>>().CreateDbContextAsync(Token);
        var hash = TokenText.Read(token)!.Hash;
        var past = DateTimeOffset.UtcNow.AddSeconds(-1);
        await context
            .ApiTokens.Where(row => row.Hash == hash)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.ExpiresAt, past), Token);
        using var client = new ApiClient(host.Address, token);
        await client.ProblemAsync(HttpStatusCode.Unauthorized, Pipelines);
    }

    [Fact]
    public async Task Token_OfADisabledAccount_IsRefused()
    {
        var account = await AccountAsync(Roles.Analyst);
        using var client = new ApiClient(host.Address, await ApiClient.TokenOfAsync(host, account));
        await client.TextAsync(Pipelines);
        await host.ChangeAsync(
            account,
            async (manager, person) =>
            {
                person.Disabled = true;
                await manager.UpdateAsync(person);
            }
        );
        await client.ProblemAsync(HttpStatusCode.Unauthorized, Pipelines);
    }

    [Fact]
    public async Task Roles_Changed_CountFromTheNextRequestOn()
    {
        const string targets = "/api/v1/retailrocket/tables/mart_rr_crm_targets_daily";
        var account = await AccountAsync(Roles.Analyst);
        using var client = new ApiClient(host.Address, await ApiClient.TokenOfAsync(host, account));
        await client.ProblemAsync(HttpStatusCode.Forbidden, targets);
        await host.ChangeAsync(account, (manager, person) => manager.AddToRoleAsync(person, Roles.Marketer));
        await client.TextAsync(targets);
        await host.ChangeAsync(account, (manager, person) => manager.RemoveFromRoleAsync(person, Roles.Marketer));
        await client.ProblemAsync(HttpStatusCode.Forbidden, targets);
    }

    [Theory]
    [InlineData("rr_short")]
    [InlineData("xx_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("rr_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("rr_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA!")]
    public async Task Token_Wrong_IsRefused(string token)
    {
        using var client = new ApiClient(host.Address, token);
        await client.ProblemAsync(HttpStatusCode.Unauthorized, Pipelines);
    }

    [Fact]
    public void Text_AnotherSpellingOfTheSameBits_IsNotTheToken()
    {
        var token = TokenText.Create().Text;
        Assert.Equal(token, TokenText.Read(token)!.Text);
        // 43 characters hold 258 bits: the last one has two to spare.
        const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var last = letters.IndexOf(token[^1], StringComparison.Ordinal);
        Assert.Null(TokenText.Read(token[..^1] + letters[last ^ 1]));
    }

    [Fact]
    public async Task Token_OpensNoPage()
    {
        using var client = new ApiClient(
            host.Address,
            await ApiClient.TokenOfAsync(host, await AccountAsync(Roles.Admin))
        );
        Assert.Equal(HttpStatusCode.Found, (await client.GetAsync("/access")).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await client.GetAsync("/access/audit.csv")).StatusCode);
    }

    [Fact]
    public async Task SignedInPerson_WithoutAToken_ReadsInTheBrowser()
    {
        using var browser = await host.SignInAsync(Roles.Analyst);
        var answer = await browser.GetAsync(Pipelines, ("Accept", "text/html,*/*;q=0.8"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task MakingAndRevoking_AreInTheAuditLogWithoutTheToken()
    {
        var account = await AccountAsync(Roles.Analyst);
        var token = await ApiClient.TokenOfAsync(host, account);
        await RevokeAsync(account, (await RowAsync(token)).Id);
        var entries = await ApiClient.AsAsync(
            host,
            Roles.Admin,
            services =>
                services
                    .GetRequiredService<AuditQueries>()
                    .ReadAsync(AuditFilter.None with { Actor = account }, 10, Token)
        );
        Assert.Equal([AuditAction.TokenRevoked, AuditAction.TokenCreated], entries.Select(entry => entry.Action));
        Assert.All(entries, entry => Assert.Equal(token[..9], entry.Subject));
        Assert.All(entries, entry => Assert.DoesNotContain(token[9..], entry.Details, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tokens_MoreThanAnybodyNeeds_AreRefused()
    {
        var account = await AccountAsync(Roles.Analyst);
        for (var made = 0; made < PersonalTokens.MostActive; made++)
            await ApiClient.TokenOfAsync(host, account);
        await Assert.ThrowsAsync<PersonException>(() => ApiClient.TokenOfAsync(host, account));
    }

    private async Task<string> AccountAsync(string role)
    {
        var name = $"{Guid.NewGuid():N}@example.com";
        await host.AddAsync(name, role);
        return name;
    }

    private Task RevokeAsync(string account, Guid id) =>
        ApiClient.AsAsync(
            host,
            account,
            async services =>
            {
                await services.GetRequiredService<PersonalTokens>().RevokeAsync(id, Token);
                return true;
            }
        );

    private async Task<ApiToken> RowAsync(string token)
    {
        await using var context = await host.Get<IDbContextFactory<IdentityContext>>().CreateDbContextAsync(Token);
        var hash = TokenText.Read(token)!.Hash;
        return await context.ApiTokens.AsNoTracking().SingleAsync(row => row.Hash == hash, Token);
    }
}
