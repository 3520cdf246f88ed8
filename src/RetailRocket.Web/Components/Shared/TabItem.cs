namespace RetailRocket.Web.Components.Shared;

/// <summary>One of several views of a page, each with an address of its own.</summary>
/// <param name="Count">How many things wait behind it; null for none.</param>
public sealed record TabItem(string Text, string Href, bool IsHere, long? Count = null);
