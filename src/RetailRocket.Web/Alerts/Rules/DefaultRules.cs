using RetailRocket.Pipeline.Definitions;
using RetailRocket.Web.Features.Overview;

namespace RetailRocket.Web.Alerts.Rules;

/// <summary>The rules that a pipeline begins with.</summary>
internal static class DefaultRules
{
    /// <summary>Who made them, where an account's name would stand.</summary>
    public const string Author = "defaults";

    /// <summary>Five deviations: in a usual history less than one date in a thousand lies beyond them.</summary>
    public const decimal Spread = 5;

    /// <summary>A fifth of the median.</summary>
    public const decimal Floor = 0.2m;

    private const int HoursWithoutFile = 36;
    private const int DaysBehind = 2;
    private const int HoursUntilMissed = 1;

    /// <summary>The figures of the front page, gates, freshness, schedule and runs.</summary>
    public static IReadOnlyList<AlertRule> Of(PipelineDefinition definition, DateTimeOffset now)
    {
        var headlines = Headlines.Of(definition.Name);
        var figures = FigureChoice
            .Of(definition)
            .Where(figure =>
                figure.Table == headlines?.Table && headlines.Figures.Any(shown => shown.Column == figure.Column)
            );
        return
        [
            .. figures.Select(figure => Rule(AlertKind.Figure, figure.Table, figure.Column)),
            Rule(AlertKind.Gate),
            Rule(AlertKind.Freshness, hours: HoursWithoutFile, days: DaysBehind),
            Rule(AlertKind.Firing, hours: HoursUntilMissed),
            Rule(AlertKind.Run),
        ];

        AlertRule Rule(AlertKind kind, string table = "", string column = "", int hours = 0, int days = 0) =>
            new()
            {
                Pipeline = definition.Name,
                Kind = kind,
                Table = table,
                Column = column,
                Spread = kind == AlertKind.Figure ? Spread : 0,
                Floor = kind == AlertKind.Figure ? Floor : 0,
                Hours = hours,
                Days = days,
                ChangedAt = now,
                ChangedBy = Author,
            };
    }
}
