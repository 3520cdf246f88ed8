using RetailRocket.Web.Alerts.Delivery;

namespace RetailRocket.Web.Alerts.Reading;

/// <summary>A channel as its admin sees it.</summary>
/// <param name="Hint">Host, or how many recipients: never the address.</param>
/// <param name="IsOfSettings">Named by the settings of the app, and only changed there.</param>
public sealed record ChannelRow(
    int Id,
    ChannelKind Kind,
    string Name,
    string Language,
    string Hint,
    bool IsEnabled,
    bool IsOfSettings
);
