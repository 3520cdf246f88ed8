using RetailRocket.Web.Alerts.Rules;

namespace RetailRocket.Web.Alerts.Reading;

/// <summary>Rules and channels.</summary>
/// <param name="Figures">Figures that no rule watches yet.</param>
/// <param name="HasMailServer">The settings name a mail server.</param>
/// <param name="SlackHosts">Hosts that webhooks may be at.</param>
public sealed record RulesModel(
    IReadOnlyList<RuleRow> Rules,
    IReadOnlyList<FigureChoice> Figures,
    IReadOnlyList<ChannelRow> Channels,
    bool HasMailServer,
    IReadOnlyList<string> SlackHosts
);
