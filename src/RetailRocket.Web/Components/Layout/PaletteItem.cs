namespace RetailRocket.Web.Components.Layout;

/// <summary>Somewhere that the palette goes.</summary>
/// <param name="Kind">Word for what it is: page, table, check, run, date.</param>
/// <param name="Words">What it is searched by, beside its name.</param>
public sealed record PaletteItem(string Name, string Kind, string Icon, string Href, string Words = "");
