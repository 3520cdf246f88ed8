using Microsoft.Extensions.Localization;
using RetailRocket.Web.Features.Runs;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Scheduling;

/// <summary>What a firing decided and why, in sentences.</summary>
public static class FiringWords
{
    private const int MostSpans = 6;

    /// <param name="zone">That moments are told in.</param>
    public static IReadOnlyList<string> Of(FiringRow firing, TimeZoneInfo zone, IStringLocalizer<Text> words)
    {
        ArgumentNullException.ThrowIfNull(firing);
        ArgumentNullException.ThrowIfNull(words);
        var sentences = new List<string>();
        if (firing.Missed > 0 && firing.MissedSince is { } since)
            sentences.Add(words["Decision.Missed", Formats.Count(firing.Missed), Formats.Instant(since, zone)]);
        if (firing.Attempts > 1)
            sentences.Add(words["Decision.TakenUp", Formats.Count(firing.Attempts - 1)]);
        if (firing.Decision is { } decision)
            sentences.AddRange(Of(decision, words));
        if (firing.Error is { } error)
            sentences.Add(words["Decision.Failed", error]);
        return sentences;
    }

    private static IEnumerable<string> Of(FiringDecision decision, IStringLocalizer<Text> words)
    {
        yield return decision.Folder is null
            ? words["Decision.NothingLanded"]
            : words[
                "Decision.Landed",
                Formats.Count(decision.FilesLoaded),
                Formats.Count(decision.Rows),
                Formats.Count(decision.FilesUnchanged)
            ];
        foreach (var due in decision.Due)
            yield return words[$"Decision.{due.Cause}", Formats.Count(due.Dates), Spans(due.Spans, words)];
        if (decision.Held.Count > 0)
            yield return words[
                "Decision.Held",
                Formats.Count(decision.Held.Sum(span => span.Days)),
                Spans(decision.Held, words)
            ];
        if (decision.Current > 0)
            yield return words["Decision.Current", Formats.Count(decision.Current)];
        yield return decision.Ranges.Count == 0
            ? words["Decision.NothingToRun"]
            : words["Decision.Order", Spans(decision.Ranges, words)];
    }

    private static string Spans(IReadOnlyList<DateSpan> spans, IStringLocalizer<Text> words)
    {
        var shown = string.Join(", ", spans.Take(MostSpans).Select(span => Formats.Range(span.From, span.To)));
        return spans.Count > MostSpans ? words["Decision.More", shown, spans.Count - MostSpans] : shown;
    }
}
