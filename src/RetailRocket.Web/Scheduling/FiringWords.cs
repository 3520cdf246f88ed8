using System.Globalization;
using Quartz;
using RetailRocket.Web.Features.Runs;

namespace RetailRocket.Web.Scheduling;

/// <summary>What a firing came to, for the scheduler's own history: a result and a sentence.</summary>
internal static class FiringWords
{
    public static JobRunReport Of(WorkView work)
    {
        var failed = work.Notes.LastOrDefault(note => note.Event == WorkEvent.Failed);
        if (failed is not null)
            return JobRunReport.Failed(Text(failed));
        if (work.State == WorkState.Cancelled)
            return JobRunReport.Failed("Stopped by a person.");
        var runs = work.Notes.Where(note => note.Event == WorkEvent.RunDone).ToList();
        return runs.Count == 0
            ? JobRunReport.Skipped("No date was new or changed.")
            : JobRunReport.Succeeded(string.Join(" ", runs.Select(Text)));
    }

    private static string Text(WorkNote note) =>
        note.Event == WorkEvent.RunDone
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Run {note.Values[0]}: {note.Values[1]} published, {note.Values[2]} held back, {note.Values[3]} without data."
            )
            : Convert.ToString(note.Values[0], CultureInfo.InvariantCulture) ?? "";
}
