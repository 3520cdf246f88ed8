namespace RetailRocket.Web.Components.Views;

public static partial class Links
{
    /// <summary>Every waiver of the pipeline.</summary>
    public static string Waivers(ViewState view) => To("/quality/waivers", view);
}
