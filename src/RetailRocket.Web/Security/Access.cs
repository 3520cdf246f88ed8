using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;

namespace RetailRocket.Web.Security;

/// <summary>
/// Who is at hand and what they may do; the guard that feature services call before they read or write, so that a page that
/// forgot its attribute still gives nothing away. Scoped: one a request or circuit.
/// </summary>
public sealed class Access(AuthenticationStateProvider authentication)
{
    /// <summary>The signed-in person's claims; without identity when nobody is signed in.</summary>
    public async Task<ClaimsPrincipal> PersonAsync() => (await authentication.GetAuthenticationStateAsync()).User;

    /// <summary>User name of the signed-in person, for audit entries and runs.</summary>
    public async Task<string> NameAsync() => (await PersonAsync()).Identity?.Name ?? "nobody";

    public async Task<bool> AllowsAsync(Feature feature) => Allows(await PersonAsync(), feature);

    /// <exception cref="AccessDeniedException">The person may not use the feature.</exception>
    public async Task DemandAsync(Feature feature)
    {
        if (!await AllowsAsync(feature))
            throw new AccessDeniedException(feature);
    }

    /// <summary>
    /// Whether a person may use a feature. A password that somebody else made opens nothing until it is replaced.
    /// </summary>
    public static bool Allows(ClaimsPrincipal person, Feature feature)
    {
        ArgumentNullException.ThrowIfNull(person);
        return person.Identity?.IsAuthenticated == true
            && !person.HasClaim(claim => claim.Type == PersonClaims.MustChangePassword)
            && AccessTable.Allows(feature, person.FindAll(ClaimTypes.Role).Select(claim => claim.Value));
    }
}
