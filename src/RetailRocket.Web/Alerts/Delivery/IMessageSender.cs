namespace RetailRocket.Web.Alerts.Delivery;

/// <summary>Sends by one way. Ends within its own patience, and throws only when it is cancelled.</summary>
internal interface IMessageSender
{
    ChannelKind Kind { get; }

    Task<DeliveryOutcome> SendAsync(string address, DigestText text, CancellationToken cancellationToken);
}
