namespace RetailRocket.Web.Alerts.Delivery;

/// <summary>Where a message stands.</summary>
public enum MessageState
{
    /// <summary>To be sent, for the first time or again.</summary>
    Waiting,
    Sent,

    /// <summary>It could not be delivered within a day.</summary>
    GivenUp,
}
