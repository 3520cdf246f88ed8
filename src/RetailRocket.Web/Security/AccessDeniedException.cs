namespace RetailRocket.Web.Security;

/// <summary>The person at hand may not use the feature. Pages show it as "not permitted", endpoints answer 403.</summary>
public sealed class AccessDeniedException(Feature feature)
    : Exception($"This needs the right to {feature}, which your roles do not have. An admin can give it under Access.")
{
    public Feature Feature { get; } = feature;
}
