using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using RetailRocket.Pipeline.Explaining;
using RetailRocket.Web.Components.Shared;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Components.Pages.Explain;

/// <summary>The columns of the segments of an explanation, on the page and in its file.</summary>
public static class ExplainColumns
{
    /// <param name="moved">How a segment's part is drawn on the page; null for its figures alone.</param>
    public static IReadOnlyList<Column<SegmentPart>> Segments(
        IStringLocalizer<Text> text,
        Explanation explanation,
        RenderFragment<SegmentPart>? moved = null
    )
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(explanation);
        var dimension = explanation.Dimension;
        var before = explanation.Segments.Sum(part => part.Before.Denominator);
        var after = explanation.Segments.Sum(part => part.After.Denominator);
        return
        [
            new("segment", ExplainWords.Dimension(text, dimension), part => part.Segment)
            {
                Text = part => ExplainWords.Segment(text, dimension, part.Segment),
            },
            Points("part", "Explain.Part", part => part.Value) with
            {
                Template = moved,
                About = text["Explain.PartAbout"],
            },
            Points("mix", "Explain.Mix", part => part.Mix) with
            {
                About = text["Explain.AboutTrafficMix"],
            },
            Points("rate", "Explain.Rate", part => part.Rate) with
            {
                About = text["Explain.AboutRateWithinSegments"],
            },
            Rate("share_before", "Explain.ShareBefore", part => Share(part.Before.Denominator, before)),
            Rate("share_after", "Explain.ShareAfter", part => Share(part.After.Denominator, after)),
            Rate("ratio_before", "Explain.RatioBefore", part => part.Before.Rate),
            Rate("ratio_after", "Explain.RatioAfter", part => part.After.Rate),
            Count("numerator_before", "Explain.NumeratorBefore", part => part.Before.Numerator),
            Count("denominator_before", "Explain.DenominatorBefore", part => part.Before.Denominator),
            Count("numerator_after", "Explain.NumeratorAfter", part => part.After.Numerator),
            Count("denominator_after", "Explain.DenominatorAfter", part => part.After.Denominator),
        ];

        Column<SegmentPart> Points(string key, string title, Func<SegmentPart, decimal> value) =>
            new(key, text[title], part => value(part)) { IsNumber = true, Text = part => Formats.Points(value(part)) };

        Column<SegmentPart> Rate(string key, string title, Func<SegmentPart, decimal?> value) =>
            Columns.Figure(key, text[title], value, FigureKind.Rate);

        Column<SegmentPart> Count(string key, string title, Func<SegmentPart, long> value) =>
            Columns.Count<SegmentPart>(key, text[title], part => value(part)) with
            {
                IsShown = false,
            };
    }

    /// <summary>What stands behind the figures, the same in every line of the file.</summary>
    public static IReadOnlyList<Column<SegmentPart>> Certificate(Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        var (before, after) = (explanation.Before, explanation.After);
        var dates = before.Dates.Concat(after.Dates).ToList();
        return
        [
            Same("metric", explanation.Metric),
            Same("before_from_date", before.Range.From),
            Same("before_to_date", before.Range.To),
            Same("dates_before", before.Dates.Count),
            Same("after_from_date", after.Range.From),
            Same("after_to_date", after.Range.To),
            Same("dates_after", after.Dates.Count),
            Same("held_back_dates", dates.Count(date => !date.IsPublished)),
            Same("run_ids", string.Join(' ', dates.Select(date => date.RunId).Distinct().Order())),
            Same(
                "definition_versions",
                string.Join(' ', dates.Select(date => date.DefinitionVersion).Distinct().Order(StringComparer.Ordinal))
            ),
        ];

        static Column<SegmentPart> Same(string key, object? value) => new(key, key, _ => value);
    }

    private static decimal? Share(long part, long whole) => whole == 0 ? null : (decimal)part / whole;
}
