using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Tests.Support;

/// <summary>Somebody signed in with a role, for services that ask who is at hand.</summary>
internal sealed class KnownPerson(string role) : AuthenticationStateProvider
{
    public static Access Access(string role) => new(new KnownPerson(role));

    public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
        Task.FromResult(
            new AuthenticationState(
                new ClaimsPrincipal(
                    new ClaimsIdentity([new(ClaimTypes.Name, $"{role}-person"), new(ClaimTypes.Role, role)], "test")
                )
            )
        );
}
