namespace RetailRocket.Web.Components.Views;

public static partial class Links
{
    /// <summary>The drawing of what is made from what, with a node chosen or none.</summary>
    public static string Lineage(ViewState view, string? node = null) => To("/catalogue/lineage", view, ("node", node));
}
