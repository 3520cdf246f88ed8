namespace RetailRocket.Web.Alerts.Delivery;

/// <summary>A message in words.</summary>
/// <param name="Key">Stays the same however often it is tried, so that a receiver can tell a repetition.</param>
/// <param name="Link">Address of the page that has it all; null when the pages' address is not known.</param>
internal sealed record DigestText(
    string Key,
    string Title,
    IReadOnlyList<DigestLine> Lines,
    string Footer,
    Uri? Link,
    string LinkText
);
