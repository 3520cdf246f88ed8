namespace RetailRocket.Web.Components.Views;

/// <summary>Where the reading of a page's data stands.</summary>
/// <param name="Reference">Of a failure: the number that finds it in the log.</param>
public sealed record PageLoad(PageLoadKind Kind, string? Reference = null)
{
    public static PageLoad Loading { get; } = new(PageLoadKind.Loading);
    public static PageLoad Ready { get; } = new(PageLoadKind.Ready);
    public static PageLoad Denied { get; } = new(PageLoadKind.Denied);
}
