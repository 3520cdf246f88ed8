namespace RetailRocket.Web.Alerts.Incidents;

/// <summary>Something that happened to an incident. Added, never changed.</summary>
public sealed class IncidentEvent
{
    public long Id { get; init; }
    public long IncidentId { get; init; }
    public DateTimeOffset At { get; init; }
    public IncidentEventKind Kind { get; init; }

    /// <summary>Account name; null when no person did it.</summary>
    public string? Actor { get; init; }

    /// <summary>The run that brought it about; null when none did.</summary>
    public long? RunId { get; init; }

    /// <summary><see cref="Rules.Facts"/> as JSON; null for what people do.</summary>
    public string? Facts { get; init; }

    /// <summary>Of a snooze: until when.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The digest that tells of it; null when it is told in the app alone.</summary>
    public long? DigestId { get; set; }
}
