namespace RetailRocket.Web.Alerts.Reading;

/// <summary>An incident with all that happened to it.</summary>
/// <param name="Incident">Null when there is none of that number.</param>
/// <param name="Entries">Oldest first.</param>
public sealed record ThreadModel(IncidentRow? Incident, IReadOnlyList<ThreadEntry> Entries);
