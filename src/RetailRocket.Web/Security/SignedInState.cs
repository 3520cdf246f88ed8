using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;

namespace RetailRocket.Web.Security;

/// <summary>
/// Who is signed in on a circuit. A circuit can outlive its cookie by hours, so the security stamp is compared again every
/// minute: signing out everywhere, disabling an account and changing its roles end its open pages too.
/// </summary>
public sealed class SignedInState(ILoggerFactory logs, IServiceScopeFactory scopes)
    : RevalidatingServerAuthenticationStateProvider(logs)
{
    /// <summary>How long a changed account can still act.</summary>
    public static readonly TimeSpan StampInterval = TimeSpan.FromMinutes(1);

    protected override TimeSpan RevalidationInterval => StampInterval;

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(authenticationState);
        if (authenticationState.User.Identity?.IsAuthenticated != true)
            return true;
        await using var scope = scopes.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var person = await people.GetUserAsync(authenticationState.User);
        return person is { Disabled: false }
            && person.SecurityStamp
                == authenticationState.User.FindFirstValue(people.Options.ClaimsIdentity.SecurityStampClaimType);
    }
}
