using Microsoft.EntityFrameworkCore;
using RetailRocket.Web.Watch;

namespace RetailRocket.Web.Alerts.Delivery;

/// <summary>
/// Sends what waits, each way by itself, so that a mail server that hangs does not keep Slack waiting. Nothing else of the app
/// ever waits for it.
/// </summary>
internal sealed class DeliveryService(
    Outbox outbox,
    IEnumerable<IMessageSender> senders,
    IDbContextFactory<WatchContext> contexts,
    ChannelSecrets secrets,
    SettingsChannels settingsChannels,
    DigestWords words,
    AlertSettings settings,
    TimeProvider clock,
    ILogger<DeliveryService> log
) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(senders.Select(sender => SendAllAsync(sender, stoppingToken)));

    private async Task SendAllAsync(IMessageSender sender, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(settings.SendEvery, clock);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(cancellationToken);
                while (await SendWaitingAsync(sender, cancellationToken) > 0) { }
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                log.LogWarning(error, "Messages that wait could not be read; tried again in a moment");
            }
        }
    }

    private async Task<int> SendWaitingAsync(IMessageSender sender, CancellationToken cancellationToken)
    {
        var leased = await outbox.LeaseAsync(sender.Kind, cancellationToken);
        await Task.WhenAll(leased.Select(message => SendAsync(sender, message, cancellationToken)));
        return leased.Count;
    }

    private async Task SendAsync(IMessageSender sender, Message message, CancellationToken cancellationToken)
    {
        var outcome = await AttemptAsync(sender, message, cancellationToken);
        // What was sent must be known as sent, also when the app is stopping.
        var state = await outbox.EndAsync(message, outcome, CancellationToken.None);
        if (state == MessageState.GivenUp)
            log.LogError(
                "Message {Message} to channel {Channel} was given up after {Attempts} attempts: {Problem}",
                message.Id,
                message.ChannelId,
                message.Attempts,
                outcome.Problem
            );
        else if (outcome.Problem is not null)
            log.LogWarning(
                "Message {Message} to channel {Channel} was not taken (attempt {Attempts}): {Problem}",
                message.Id,
                message.ChannelId,
                message.Attempts,
                outcome.Problem
            );
    }

    private async Task<DeliveryOutcome> AttemptAsync(
        IMessageSender sender,
        Message message,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var channel = await context
            .Channels.AsNoTracking()
            .SingleAsync(row => row.Id == message.ChannelId, cancellationToken);
        var address = channel.SealedAddress is { } sealedAddress
            ? secrets.Open(sealedAddress)
            : settingsChannels.AddressOf(channel.Kind);
        if (address is null)
            return new DeliveryOutcome(
                channel.SealedAddress is null ? DeliveryProblem.NotSetUp : DeliveryProblem.Unreadable
            );
        var text = await words.OfAsync(context, message, channel.Language, cancellationToken);
        return await sender.SendAsync(address, text, cancellationToken);
    }
}
