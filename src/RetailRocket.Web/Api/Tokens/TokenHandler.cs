using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Api.Tokens;

/// <summary>Signs in by <c>Authorization: Bearer rr_…</c>, for the length of one request.</summary>
internal sealed class TokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logs,
    UrlEncoder encoder,
    TokenOwners owners
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string SchemeName = "Token";
    public const string IdClaim = "token_id";
    public const string PrefixClaim = "token_prefix";

    private const string Bearer = "Bearer ";

    /// <summary>Whether a request brings something that wants to be a token.</summary>
    public static bool Brings(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Brings(Request))
            return AuthenticateResult.NoResult();
        var text = TokenText.Read(Request.Headers.Authorization.ToString()[Bearer.Length..].Trim());
        var owner = text is null ? null : await owners.FindAsync(text, Context.RequestAborted);
        if (owner is null)
            return AuthenticateResult.Fail("The token is unknown, expired or revoked, or its owner may not sign in.");
        var identity = new ClaimsIdentity(SchemeName);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, owner.PersonId.ToString()));
        identity.AddClaim(new Claim(ClaimTypes.Name, owner.Name));
        identity.AddClaims(owner.Roles.Select(role => new Claim(ClaimTypes.Role, role)));
        identity.AddClaim(new Claim(IdClaim, owner.TokenId.ToString()));
        identity.AddClaim(new Claim(PrefixClaim, owner.Prefix));
        if (owner.MustChangePassword)
            identity.AddClaim(new Claim(PersonClaims.MustChangePassword, "true"));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = Brings(Request)
            ? "Bearer realm=\"RetailRocket\", error=\"invalid_token\""
            : "Bearer realm=\"RetailRocket\"";
        return Task.CompletedTask;
    }
}
