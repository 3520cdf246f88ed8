using Microsoft.AspNetCore.Identity;

namespace RetailRocket.Web.Security;

/// <summary>An account. The user name is what one signs in with: an e-mail address, or <c>admin</c> for the first.</summary>
public sealed class Person : IdentityUser<Guid>
{
    /// <summary>The password was made by somebody else and must be replaced before anything else is done.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>The account may not sign in. Its history stays.</summary>
    public bool Disabled { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? LastSignInAt { get; set; }
}
