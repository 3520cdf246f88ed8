using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Quality;
using RetailRocket.Pipeline.Runs.Planning;

namespace RetailRocket.Pipeline.Runs;

/// <summary>From the checks of a date to what happens to it.</summary>
internal static class RunVerdicts
{
    /// <summary>
    /// A date fails when a blocking check does. A blocking check without anything to look at has not passed either, so it
    /// holds the date back as well.
    /// </summary>
    /// <param name="hold">Publishes none of them.</param>
    public static IReadOnlyList<RunDate> Of(long runId, RunPlan plan, IReadOnlyList<CheckOutcome> checks, bool hold)
    {
        var byDate = checks.ToLookup(check => check.Date);
        return
        [
            .. plan
                .Dates.Select(date => Judge(runId, date, [.. byDate[date]], hold))
                .Concat(
                    plan.EmptyDates.Select(date => new RunDate
                    {
                        RunId = runId,
                        Date = date,
                        Verdict = Verdict.NoData,
                    })
                )
                .OrderBy(date => date.Date),
        ];
    }

    public static RunStatus StatusOf(IReadOnlyList<RunDate> dates, bool hold)
    {
        if (hold && dates.Any(date => date.Verdict is Verdict.Pass or Verdict.Warn))
            return RunStatus.Held;
        if (dates.Any(date => date.Verdict == Verdict.Fail))
            return RunStatus.Blocked;
        return dates.Any(date => date.Published) ? RunStatus.Published : RunStatus.NoData;
    }

    private static RunDate Judge(long runId, DateOnly date, IReadOnlyList<CheckOutcome> checks, bool hold)
    {
        var failed = checks.Count(HoldsBack);
        var warned = checks.Count(check => check.Verdict == Verdict.Warn);
        return new RunDate
        {
            RunId = runId,
            Date = date,
            Verdict =
                failed > 0 ? Verdict.Fail
                : warned > 0 ? Verdict.Warn
                : Verdict.Pass,
            Published = failed == 0 && !hold,
            Passed = checks.Count(check => check.Verdict == Verdict.Pass),
            Warned = warned,
            Failed = failed,
        };
    }

    /// <summary>The check alone keeps the date, which has source rows, from being published.</summary>
    public static bool HoldsBack(CheckOutcome check) => check.Verdict == Verdict.Fail || IsBlindGate(check);

    private static bool IsBlindGate(CheckOutcome check) =>
        check.Verdict == Verdict.NoData && check.Check.Severity == CheckSeverity.Block;
}
