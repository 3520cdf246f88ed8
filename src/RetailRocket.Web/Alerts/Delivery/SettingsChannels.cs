using Microsoft.EntityFrameworkCore;
using RetailRocket.Web.Watch;

namespace RetailRocket.Web.Alerts.Delivery;

/// <summary>
/// The channels that the settings name instead of a page. Their addresses stay in the settings: the database has a row to
/// refer to, and nothing else.
/// </summary>
internal sealed class SettingsChannels(AlertSettings settings)
{
    /// <summary>Language of their messages.</summary>
    private const string Language = "en";

    /// <summary>Makes or takes out their rows, as the settings of this app say. The caller saves.</summary>
    public async Task EnsureAsync(WatchContext context, CancellationToken cancellationToken)
    {
        foreach (var kind in Enum.GetValues<ChannelKind>())
        {
            var address = AddressOf(kind);
            var name = $"settings-{kind.ToString().ToLowerInvariant()}";
            var row = await context.Channels.FirstOrDefaultAsync(channel => channel.Name == name, cancellationToken);
            if (row is null && address is not null)
                context.Channels.Add(
                    new Channel
                    {
                        Kind = kind,
                        Name = name,
                        Language = Language,
                        Hint = ChannelAddress.HintOf(kind, address),
                    }
                );
            else if (row is not null)
            {
                row.IsRemoved = address is null;
                row.Hint = address is null ? "" : ChannelAddress.HintOf(kind, address);
            }
        }
        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The address that the settings give; null when they give none.</summary>
    public string? AddressOf(ChannelKind kind) => kind == ChannelKind.Slack ? settings.SlackWebhook : settings.MailTo;
}
