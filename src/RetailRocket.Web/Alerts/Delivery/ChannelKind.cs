namespace RetailRocket.Web.Alerts.Delivery;

/// <summary>The way that a channel takes.</summary>
public enum ChannelKind
{
    /// <summary>An incoming webhook of Slack.</summary>
    Slack,

    /// <summary>E-mail by SMTP.</summary>
    Mail,
}
