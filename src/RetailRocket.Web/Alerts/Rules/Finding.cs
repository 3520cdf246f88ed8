namespace RetailRocket.Web.Alerts.Rules;

/// <summary>How the subject of a rule stands.</summary>
/// <param name="Subject">What an incident is about, such as a date or a column; one is open at most for a rule and a subject.</param>
/// <param name="RunId">The run that made it so; null when none did.</param>
public sealed record Finding(string Subject, bool IsBad, long? RunId, Facts Facts);
