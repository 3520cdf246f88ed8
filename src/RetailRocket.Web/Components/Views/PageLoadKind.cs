namespace RetailRocket.Web.Components.Views;

/// <summary>See <see cref="PageLoad"/>.</summary>
public enum PageLoadKind
{
    Loading,
    Ready,
    Denied,
    Failed,
}
