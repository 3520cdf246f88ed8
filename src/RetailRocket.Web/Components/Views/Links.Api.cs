namespace RetailRocket.Web.Components.Views;

public static partial class Links
{
    /// <summary>How programs read the figures.</summary>
    public static string ApiDocs(ViewState view) => To("/api-docs", view);
}
