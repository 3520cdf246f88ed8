namespace RetailRocket.Web.Localization;

/// <summary>The words of the pages: Text.resx is English, Text.ko.resx Korean. Keys are <c>Area.What</c>.</summary>
public sealed class Text;
