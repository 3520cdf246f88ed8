using RetailRocket.Web.Alerts.Rules;

namespace RetailRocket.Web.Alerts.Reading;

/// <summary>An incident as the inbox shows it.</summary>
/// <param name="SnoozedUntil">Null when it is not snoozed at the moment.</param>
public sealed record IncidentRow(
    long Id,
    AlertKind Kind,
    Facts Facts,
    DateTimeOffset OpenedAt,
    DateTimeOffset? RecoveredAt,
    DateTimeOffset? AcknowledgedAt,
    string? AcknowledgedBy,
    DateTimeOffset? SnoozedUntil
);
