using Microsoft.AspNetCore.Authorization;

namespace RetailRocket.Web.Security;

/// <summary>Lets in everybody who is signed in, whatever the roles: the pages of one's own account.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SignedInAttribute : AuthorizeAttribute;
