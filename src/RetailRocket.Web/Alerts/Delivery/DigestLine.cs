namespace RetailRocket.Web.Alerts.Delivery;

/// <summary>One incident in a message.</summary>
/// <param name="IncidentId">Number of its thread; null for a test message.</param>
/// <param name="Mark">Opened, still open or recovered, as a word.</param>
internal sealed record DigestLine(long? IncidentId, string Mark, string Words);
