namespace RetailRocket.Web.Alerts.Incidents;

/// <summary>See <see cref="IncidentEvent"/>.</summary>
public enum IncidentEventKind
{
    Opened,

    /// <summary>Another run came to the same.</summary>
    StillOpen,
    Recovered,
    Acknowledged,
    Snoozed,
    SnoozeEnded,

    /// <summary>A message that tells of it was given up after a day.</summary>
    NotDelivered,
}
