namespace RetailRocket.Web.Alerts.Reading;

/// <summary>The inbox.</summary>
/// <param name="Open">Incidents that are open, also where they are not shown.</param>
/// <param name="Recovered">Incidents that have recovered, also where they are not shown.</param>
/// <param name="Shown">Open ones first, newest first.</param>
/// <param name="Channels">Ways out of the app that are in use.</param>
public sealed record InboxModel(int Open, int Recovered, IReadOnlyList<IncidentRow> Shown, int Channels);
