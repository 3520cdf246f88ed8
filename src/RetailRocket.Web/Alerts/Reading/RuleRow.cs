using RetailRocket.Web.Alerts.Rules;

namespace RetailRocket.Web.Alerts.Reading;

/// <summary>A rule as its admin sees it.</summary>
/// <param name="Silence">Why it says nothing although it is on; null when it looks.</param>
public sealed record RuleRow(
    int Id,
    AlertKind Kind,
    string Table,
    string Column,
    bool IsEnabled,
    decimal Spread,
    decimal Floor,
    bool IncludesWarnings,
    int Hours,
    int Days,
    DateTimeOffset ChangedAt,
    string ChangedBy,
    RuleSilence? Silence
);
