using System.Globalization;
using System.Net.Mail;

namespace RetailRocket.Web.Alerts.Delivery;

/// <summary>What an address of a channel must look like, and what of it may be shown.</summary>
public static class ChannelAddress
{
    private const int MostRecipients = 20;

    /// <summary>
    /// A webhook that the settings allow: https at one of their hosts, without a user in it; http only at this machine's
    /// loopback, when the settings name it.
    /// </summary>
    public static Uri? Webhook(string address, AlertSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0)
            return null;
        if (!settings.SlackHosts.Contains(uri.IdnHost, StringComparer.OrdinalIgnoreCase))
            return null;
        var isPlain = uri.Scheme == Uri.UriSchemeHttp && AlertSettings.IsLoopback(uri.Host);
        return isPlain || uri.Scheme == Uri.UriSchemeHttps ? uri : null;
    }

    /// <summary>Recipients, separated by commas, semicolons or spaces; null when one of them is no address or there are none or too many.</summary>
    public static IReadOnlyList<MailAddress>? Recipients(string addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        var parts = addresses.Split([',', ';', ' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        var recipients = parts
            .Select(part => MailAddress.TryCreate(part, out var address) ? address : null)
            .OfType<MailAddress>()
            .ToList();
        return recipients.Count == parts.Length && recipients.Count is > 0 and <= MostRecipients ? recipients : null;
    }

    /// <summary>The host of a webhook, or how many recipients: nothing that one could send with.</summary>
    public static string HintOf(ChannelKind kind, string address) =>
        kind == ChannelKind.Slack
            ? (Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.Host : "–")
            : (Recipients(address)?.Count ?? 0).ToString(CultureInfo.InvariantCulture);
}
