using Microsoft.Extensions.Localization;
using RetailRocket.Web.Alerts.Rules;
using RetailRocket.Web.Features.Overview;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Alerts.Words;

/// <summary>What a rule found, as a sentence with its numbers, in the language at hand.</summary>
public static class AlertWords
{
    /// <param name="zone">That moments are told in.</param>
    public static string Of(Facts facts, string pipeline, TimeZoneInfo zone, IStringLocalizer<Text> words)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(words);
        var key = $"Alert.Fact.{facts.Kind}";
        return facts.Kind switch
        {
            FactKind.FigureLow or FactKind.FigureHigh or FactKind.FigureUsual => Figure(facts, pipeline, words),
            FactKind.DateBlocked or FactKind.DateWarned => words[
                key,
                Formats.Date(facts.Date),
                string.Join(", ", facts.Names ?? [])
            ],
            FactKind.DateReleased => words[key, Formats.Date(facts.Date)],
            FactKind.FilesOld or FactKind.FilesFresh => words[
                key,
                facts.Names?[0] ?? "",
                Formats.Count(facts.Age),
                Formats.Count(facts.Limit)
            ],
            FactKind.PublishedOld or FactKind.PublishedFresh => words[
                key,
                Formats.Date(facts.Date),
                Formats.Count(facts.Age),
                Formats.Count(facts.Limit)
            ],
            FactKind.FiringMissing => words[key, Moment(facts, zone), Formats.Count(facts.Limit)],
            FactKind.FiringFailed => words[key, Moment(facts, zone), facts.Error ?? "–"],
            FactKind.FiringDone => words[key, Moment(facts, zone)],
            FactKind.RunFailed => words[key, facts.Run ?? 0, facts.Error ?? "–"],
            FactKind.RunDone => words[key, facts.Run ?? 0],
            FactKind.RuleOff => words[key],
            _ => throw new ArgumentOutOfRangeException(nameof(facts)),
        };
    }

    /// <summary>Name of a figure as people know it, or the column's.</summary>
    public static string NameOf(string pipeline, string column, IStringLocalizer<Text> words) =>
        Shown(pipeline, column) is { } figure ? words[figure.TextKey] : column;

    /// <summary>How the figure is written.</summary>
    public static FigureKind KindOf(string pipeline, string column) =>
        Shown(pipeline, column)?.Kind
        ?? (column.StartsWith("cvr_", StringComparison.Ordinal) ? FigureKind.Rate : FigureKind.Number);

    private static string Figure(Facts facts, string pipeline, IStringLocalizer<Text> words)
    {
        var kind = KindOf(pipeline, facts.Column ?? "");
        return words[
            $"Alert.Fact.{facts.Kind}",
            NameOf(pipeline, facts.Column ?? "", words),
            Formats.Date(facts.Date),
            Formats.Figure(facts.Value, kind),
            // No count and no rate lies below nothing, whatever the arithmetic of the range says.
            Formats.Figure(facts.Low is < 0 ? 0 : facts.Low, kind),
            Formats.Figure(facts.High, kind),
            Formats.Count(facts.Points),
            Formats.Figure(facts.Median, kind),
            $"{facts.Spread:0.#}",
            Formats.Figure(facts.Mad, kind)
        ];
    }

    private static string Moment(Facts facts, TimeZoneInfo zone) =>
        facts.Due is { } due ? Formats.Instant(due, zone) : "–";

    private static HeadlineFigure? Shown(string pipeline, string column) =>
        Headlines.Of(pipeline)?.Figures.FirstOrDefault(figure => figure.Column == column);
}
