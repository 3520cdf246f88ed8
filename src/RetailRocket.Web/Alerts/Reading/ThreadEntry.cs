using RetailRocket.Web.Alerts.Incidents;
using RetailRocket.Web.Alerts.Rules;

namespace RetailRocket.Web.Alerts.Reading;

/// <summary>An event of a thread.</summary>
/// <param name="Messages">The messages that tell of it.</param>
public sealed record ThreadEntry(
    DateTimeOffset At,
    IncidentEventKind Kind,
    string? Actor,
    long? RunId,
    Facts? Facts,
    DateTimeOffset? Until,
    IReadOnlyList<MessageRow> Messages
);
