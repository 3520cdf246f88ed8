using System.Globalization;
using System.Text.Json.Serialization;
using RetailRocket.Pipeline.Explaining;

namespace RetailRocket.Web.Cli;

/// <summary>An explanation as the command gives it: shares in JSON, percent and percentage points in lines.</summary>
/// <param name="bySegment">The parts are segments rather than the two factors that they make up.</param>
internal sealed class ExplainView(Explanation explanation, bool bySegment)
{
    private const int PrintedDecimals = 4;

    public object Json() =>
        new ExplainAnswer(
            explanation.Pipeline,
            explanation.Metric,
            explanation.Dimension,
            explanation.Before.Rate,
            explanation.After.Rate,
            explanation.Change,
            Parts(),
            [.. explanation.Factors.Select(factor => new { name = factor.Factor, factor.Value })],
            Side(explanation.Before),
            Side(explanation.After),
            Sentence()
        );

    public void Write(TextWriter writer)
    {
        writer.WriteLine(Sentence());
        WriteMissing(writer, explanation.Before);
        WriteMissing(writer, explanation.After);
        if (explanation.Factors.Count == 0)
            return;
        writer.WriteLine();
        var (factors, segments) = explanation.Printed(PrintedDecimals);
        TextTable.Write(
            writer,
            ["part", "change"],
            [
                ["before", Percent(explanation.Before.Rate!.Value)],
                .. factors.Select(factor => (IReadOnlyList<string>)[Name(factor.Factor), Points(factor.Value)]),
                ["after", Percent(explanation.After.Rate!.Value)],
            ]
        );
        if (!bySegment)
            return;
        writer.WriteLine();
        TextTable.Write(
            writer,
            [explanation.Dimension, "mix", "rate", "before", "after"],
            [
                .. segments.Select(segment =>
                    (IReadOnlyList<string>)
                        [
                            segment.Segment,
                            Points(segment.Mix),
                            Points(segment.Rate),
                            Fraction(segment.Before),
                            Fraction(segment.After),
                        ]
                ),
            ]
        );
    }

    private List<object> Parts()
    {
        if (!bySegment)
            return
            [
                .. explanation.Factors.Select(factor => new
                {
                    name = factor.Factor,
                    kind = "factor",
                    factor.Value,
                }),
            ];
        if (explanation.Factors.Count == 0)
            return [];
        // What no segment holds is named by its factor, so that the list adds up to the change.
        var rest = explanation.Of(ExplainFactor.RateWithinSegments) - explanation.Segments.Sum(segment => segment.Rate);
        return
        [
            .. explanation.Segments.Select(segment => new
            {
                name = segment.Segment,
                kind = "segment",
                segment.Value,
                segment.Mix,
                segment.Rate,
                before = Counted(segment.Before),
                after = Counted(segment.After),
            }),
            .. explanation
                .Factors.Where(factor => factor.Factor != ExplainFactor.TrafficMix)
                .Select(factor =>
                    factor.Factor == ExplainFactor.RateWithinSegments ? factor with { Value = rest } : factor
                )
                .Where(factor => factor.Factor != ExplainFactor.RateWithinSegments || factor.Value != 0)
                .Select(factor => new
                {
                    name = factor.Factor,
                    kind = "factor",
                    factor.Value,
                }),
        ];
    }

    private static object Counted(Counts counts) =>
        new
        {
            counts.Numerator,
            counts.Denominator,
            rate = counts.Rate is { } rate ? Math.Round(rate, Explanation.Decimals) : (decimal?)null,
        };

    private static object Side(ExplainedSide side) =>
        new
        {
            side.Range.From,
            side.Range.To,
            side.Counts.Numerator,
            side.Counts.Denominator,
            dates = side.Dates.Count,
            missingDates = side.Missing,
            heldBackDates = side.Dates.Where(date => !date.IsPublished).Select(date => date.Date).ToList(),
            runs = side.Dates.Select(date => date.RunId).Distinct().ToList(),
            definitions = side.Dates.Select(date => date.DefinitionVersion).Distinct().ToList(),
        };

    private string Sentence()
    {
        var (before, after) = (explanation.Before, explanation.After);
        if (explanation.Change is not { } change)
        {
            var empty = before.Rate is null ? before : after;
            return $"{explanation.Metric} cannot be compared: over {empty.Range} there is nothing to divide by (its denominator is 0).";
        }
        var moved = string.Create(
            CultureInfo.InvariantCulture,
            $"{explanation.Metric} {Verb(change)} from {Percent(before.Rate!.Value)} ({before.Range}) to {Percent(after.Rate!.Value)} ({after.Range})"
        );
        var first = explanation.Printed(PrintedDecimals).Factors.MaxBy(factor => Math.Abs(factor.Value))!;
        return change == 0 && first.Value == 0
            ? moved + "."
            : $"{moved}; the largest part is {Name(first.Factor)} ({Points(first.Value)}).";
    }

    private static void WriteMissing(TextWriter writer, ExplainedSide side)
    {
        if (side.Missing.Count > 0)
            writer.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{side.Range}: {side.Missing.Count} of {side.Range.Days} dates have no published figures and are left out."
                )
            );
    }

    private static string Verb(decimal change) =>
        change switch
        {
            > 0 => "rose",
            < 0 => "fell",
            _ => "stayed",
        };

    private static string Name(ExplainFactor factor) =>
        factor switch
        {
            ExplainFactor.TrafficMix => "traffic mix",
            ExplainFactor.RateWithinSegments => "rate within segments",
            ExplainFactor.DataQuality => "data quality",
            ExplainFactor.DefinitionChange => "definition change",
            _ => "not recomputed (rows or definitions of then are gone)",
        };

    private static decimal Printed(decimal share) => Math.Round(share, PrintedDecimals);

    private static string Percent(decimal share) =>
        string.Create(CultureInfo.InvariantCulture, $"{Printed(share) * 100:0.00} %");

    private static string Points(decimal share) =>
        string.Create(CultureInfo.InvariantCulture, $"{Printed(share) * 100:+0.00;-0.00;0.00} pp");

    private static string Fraction(Counts counts) =>
        string.Create(CultureInfo.InvariantCulture, $"{counts.Numerator:N0} / {counts.Denominator:N0}");

    /// <summary>The object that <c>--json</c> prints. A rate that does not exist is written as null, not left out.</summary>
    private sealed record ExplainAnswer(
        string Pipeline,
        string Metric,
        string Dimension,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] decimal? Before,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] decimal? After,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] decimal? Change,
        IReadOnlyList<object> Parts,
        IReadOnlyList<object> Factors,
        object From,
        object To,
        string Answer
    );
}
