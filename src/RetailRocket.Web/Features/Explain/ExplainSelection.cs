using System.Globalization;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Features.Explain;

/// <summary>What the reader of an explanation chose beside the view: every choice has a word in the address.</summary>
/// <param name="Metric">Name of a ratio that the pipeline explains.</param>
/// <param name="Dimension">Name of a dimension.</param>
/// <param name="Chosen">The dates before; null unless the reader chose them.</param>
/// <param name="WithHeldBack">Held-back dates count with what they would have published.</param>
public sealed record ExplainSelection(
    string Metric,
    string Dimension,
    ExplainComparison Comparison,
    DateRange? Chosen,
    bool WithHeldBack
)
{
    public const string MetricParameter = "metric";
    public const string DimensionParameter = "by";
    public const string ComparisonParameter = "compare";
    public const string BeforeFromParameter = "before_from";
    public const string BeforeToParameter = "before_to";
    public const string HeldBackParameter = "held_back";

    private const int Week = 7;

    /// <summary>Reads the words of an address; missing and unknown ones become the first choice.</summary>
    /// <param name="word">The value of a parameter.</param>
    public static ExplainSelection Of(ExplainDefinition explain, Func<string, string?> word)
    {
        ArgumentNullException.ThrowIfNull(explain);
        ArgumentNullException.ThrowIfNull(word);
        var chosen = (Date(word(BeforeFromParameter)), Date(word(BeforeToParameter))) is ({ } from, { } to)
            ? new DateRange(from <= to ? from : to, from <= to ? to : from)
            : (DateRange?)null;
        return new ExplainSelection(
            Known(explain.Metrics.Select(metric => metric.Name), word(MetricParameter)) ?? explain.Metrics[0].Name,
            Known(explain.Dimensions.Select(dimension => dimension.Name), word(DimensionParameter)) ?? explain.Segments,
            chosen is not null ? ExplainComparison.Chosen
                : word(ComparisonParameter) == "previous" ? ExplainComparison.Previous
                : word(ComparisonParameter) == "4w" ? ExplainComparison.FourWeeksBefore
                : ExplainComparison.SameWeekdays,
            chosen,
            word(HeldBackParameter) == "1"
        );
    }

    /// <summary>The dates before a range.</summary>
    public DateRange Before(DateRange range)
    {
        var days = Comparison switch
        {
            ExplainComparison.SameWeekdays => Week * ((range.Days + Week - 1) / Week),
            ExplainComparison.FourWeeksBefore => 4 * Week,
            _ => range.Days,
        };
        // The calendar has a first day, and an address may name it.
        days = Math.Min(days, range.From.DayNumber);
        return Chosen ?? new DateRange(range.From.AddDays(-days), range.To.AddDays(-days));
    }

    /// <summary>The parameters of an address, by which the same selection is read again.</summary>
    public (string Name, string? Value)[] Words =>
        [
            (MetricParameter, Metric),
            (DimensionParameter, Dimension),
            (ComparisonParameter, ComparisonWord),
            (BeforeFromParameter, Chosen is { } from ? Formats.Iso(from.From) : null),
            (BeforeToParameter, Chosen is { } to ? Formats.Iso(to.To) : null),
            (HeldBackParameter, WithHeldBack ? "1" : null),
        ];

    private string? ComparisonWord =>
        Comparison switch
        {
            ExplainComparison.Previous => "previous",
            ExplainComparison.FourWeeksBefore => "4w",
            _ => null,
        };

    private static string? Known(IEnumerable<string> names, string? name) =>
        names.FirstOrDefault(known => known == name);

    private static DateOnly? Date(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;
}
