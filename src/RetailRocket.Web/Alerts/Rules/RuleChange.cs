namespace RetailRocket.Web.Alerts.Rules;

/// <summary>What a rule is to be. See <see cref="AlertRule"/>.</summary>
public sealed record RuleChange(
    bool IsEnabled,
    decimal Spread,
    decimal Floor,
    bool IncludesWarnings,
    int Hours,
    int Days
)
{
    /// <summary>Whether a rule of the kind can be so.</summary>
    public bool IsValidFor(AlertKind kind) =>
        kind switch
        {
            AlertKind.Figure => Spread is > 0 and <= AlertRule.GreatestSpread && Floor is >= 0 and <= 1,
            AlertKind.Freshness => Hours is >= 0 and <= AlertRule.LongestHours
                && Days is >= 0 and <= AlertRule.LongestHours / 24,
            AlertKind.Firing => Hours is >= 1 and <= AlertRule.LongestHours,
            _ => true,
        };
}
