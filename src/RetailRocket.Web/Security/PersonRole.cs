using Microsoft.AspNetCore.Identity;

namespace RetailRocket.Web.Security;

/// <summary>One of <see cref="Roles"/>, as a row.</summary>
public sealed class PersonRole : IdentityRole<Guid>;
