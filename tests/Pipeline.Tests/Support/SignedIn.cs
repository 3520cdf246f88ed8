using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using RetailRocket.Web.Security;

namespace RetailRocket.Pipeline.Tests.Support;

/// <summary>A person with roles, for query services that ask who is at hand.</summary>
public sealed class SignedIn(params string[] roles) : AuthenticationStateProvider
{
    /// <summary>The guard as that person meets it.</summary>
    public Access Access => new(this);

    public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
        Task.FromResult(
            new AuthenticationState(
                new ClaimsPrincipal(
                    new ClaimsIdentity(
                        [
                            new Claim(ClaimTypes.Name, "tester"),
                            .. roles.Select(role => new Claim(ClaimTypes.Role, role)),
                        ],
                        "test"
                    )
                )
            )
        );
}
