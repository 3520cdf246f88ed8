using Microsoft.EntityFrameworkCore;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Security;
using RetailRocket.Web.Watch;

namespace RetailRocket.Web.Alerts.Delivery;

/// <summary>What admins do to channels. An address goes in and never comes out again; the audit log does not have it either.</summary>
public sealed class ChannelActions(
    IDbContextFactory<WatchContext> contexts,
    ChannelSecrets secrets,
    AlertSettings settings,
    TimeProvider clock,
    Access access,
    Audit audit
)
{
    public const int LongestName = 60;

    /// <param name="address">Webhook address, or recipients.</param>
    /// <param name="language">Of its messages: <c>ko</c> or <c>en</c>.</param>
    /// <exception cref="AlertException">Name or address will not do.</exception>
    public async Task AddAsync(
        ChannelKind kind,
        string name,
        string address,
        string language,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(address);
        await access.DemandAsync(Feature.AlertRules);
        (name, address) = (name.Trim(), address.Trim());
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (name.Length is 0 or > LongestName)
            throw new AlertException("AlertRules.NeedsName");
        if (await context.Channels.AnyAsync(channel => channel.Name == name, cancellationToken))
            throw new AlertException("AlertRules.NameTaken");
        if (kind == ChannelKind.Slack && ChannelAddress.Webhook(address, settings) is null)
            throw new AlertException("AlertRules.WebhookNotAllowed");
        if (kind == ChannelKind.Mail && ChannelAddress.Recipients(address) is null)
            throw new AlertException("AlertRules.RecipientsWrong");
        var channel = new Channel
        {
            Kind = kind,
            Name = name,
            Language = Cultures.All.Any(culture => culture.TwoLetterISOLanguageName == language) ? language : "en",
            SealedAddress = secrets.Seal(address),
            Hint = ChannelAddress.HintOf(kind, address),
        };
        await RecordAsync("add", channel, cancellationToken);
        context.Channels.Add(channel);
        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Switches it off or on again.</summary>
    public Task EnableAsync(int id, bool isEnabled, CancellationToken cancellationToken) =>
        ChangeAsync(id, isEnabled ? "enable" : "disable", channel => channel.IsEnabled = isEnabled, cancellationToken);

    /// <summary>Takes it out of use and forgets its address; what was to be sent to it is given up.</summary>
    public Task RemoveAsync(int id, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            "remove",
            channel =>
            {
                channel.IsRemoved = true;
                channel.IsEnabled = false;
                channel.SealedAddress = secrets.Seal("");
            },
            cancellationToken
        );

    /// <summary>Sends a message that says nothing but that the channel works.</summary>
    public async Task TestAsync(int id, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.AlertRules);
        var now = clock.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var channel = await context.Channels.SingleAsync(row => row.Id == id && !row.IsRemoved, cancellationToken);
        await RecordAsync("test", channel, cancellationToken);
        context.Messages.Add(
            new Message
            {
                ChannelId = channel.Id,
                CreatedAt = now,
                NextAttemptAt = now,
                GivesUpAt = now + settings.GiveUpAfter,
            }
        );
        await context.SaveChangesAsync(cancellationToken);
    }

    private async Task ChangeAsync(int id, string act, Action<Channel> change, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.AlertRules);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        // One of the settings is changed there: the next look would only put it back.
        var channel = await context.Channels.SingleAsync(
            row => row.Id == id && row.SealedAddress != null,
            cancellationToken
        );
        await RecordAsync(act, channel, cancellationToken);
        change(channel);
        await context.SaveChangesAsync(cancellationToken);
        if (channel.IsRemoved)
            await context
                .Messages.Where(message => message.ChannelId == id && message.State == MessageState.Waiting)
                .ExecuteUpdateAsync(
                    update => update.SetProperty(message => message.State, MessageState.GivenUp),
                    cancellationToken
                );
    }

    private async Task RecordAsync(string act, Channel channel, CancellationToken cancellationToken) =>
        await audit.WriteAsync(
            await access.NameAsync(),
            AuditAction.AlertChannelChanged,
            channel.Name,
            new
            {
                act,
                kind = channel.Kind.ToString(),
                channel.Hint,
            },
            cancellationToken
        );
}
