using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Tests.Support;

/// <summary>Somebody who is signed in with roles, for services that ask <see cref="Access"/>.</summary>
internal sealed class SignedIn(params string[] roles) : AuthenticationStateProvider
{
    public static Access As(params string[] roles) => new(new SignedIn(roles));

    public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
        Task.FromResult(
            new AuthenticationState(
                new ClaimsPrincipal(
                    new ClaimsIdentity(
                        [
                            new Claim(ClaimTypes.Name, "tester"),
                            .. roles.Select(role => new Claim(ClaimTypes.Role, role)),
                        ],
                        "tests"
                    )
                )
            )
        );
}
