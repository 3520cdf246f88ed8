using Microsoft.AspNetCore.Authorization;

namespace RetailRocket.Web.Security;

/// <summary>Lets in who <see cref="AccessTable"/> lists for the feature. Every page carries it, or AllowAnonymous.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class RequiresAttribute : AuthorizeAttribute
{
    public RequiresAttribute(Feature feature)
    {
        Feature = feature;
        Policy = AccessTable.Policy(feature);
    }

    public Feature Feature { get; }
}
