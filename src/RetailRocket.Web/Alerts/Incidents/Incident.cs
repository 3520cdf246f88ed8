namespace RetailRocket.Web.Alerts.Incidents;

/// <summary>Something that a rule found, from its beginning to its recovery: one thread.</summary>
public sealed class Incident
{
    public long Id { get; init; }
    public int RuleId { get; init; }
    public required string Pipeline { get; init; }

    /// <summary>What it is about; see <see cref="Rules.Finding"/>.</summary>
    public required string Subject { get; init; }

    /// <summary>How it stands: <see cref="Rules.Facts"/> as JSON.</summary>
    public required string Facts { get; set; }

    public DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? RecoveredAt { get; set; }
    public DateTimeOffset? AcknowledgedAt { get; set; }

    /// <summary>Account name.</summary>
    public string? AcknowledgedBy { get; set; }

    /// <summary>Nothing about it is sent before.</summary>
    public DateTimeOffset? SnoozedUntil { get; set; }
}
