using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace RetailRocket.Web.Security;

/// <summary>The claims of a signed-in person: name, roles, security stamp, and whether the password must be replaced.</summary>
public sealed class PersonClaims(
    UserManager<Person> people,
    RoleManager<PersonRole> roles,
    IOptions<IdentityOptions> options
) : UserClaimsPrincipalFactory<Person, PersonRole>(people, roles, options)
{
    public const string MustChangePassword = "must_change_password";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Person user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var identity = await base.GenerateClaimsAsync(user);
        if (user.MustChangePassword)
            identity.AddClaim(new Claim(MustChangePassword, "true"));
        return identity;
    }
}
