using System.Globalization;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Landing;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Quality;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Web.Features.Quality;

namespace RetailRocket.Web.Cli;

/// <summary>How a run is told.</summary>
internal static class RunView
{
    private const int MostChanges = 10;

    /// <param name="stale">Later published dates that the run makes stale.</param>
    /// <param name="rippled">Runs over those of them that were run as well.</param>
    /// <param name="difference">What approving a held run would change; null for one that publishes by itself.</param>
    public static object Of(
        RunResult result,
        LandingReport? landed,
        AppSettings settings,
        IReadOnlyList<DateOnly> stale,
        IReadOnlyList<RunResult> rippled,
        RunDifference? difference
    )
    {
        var findings = result.Checks.Where(IsFinding).ToLookup(check => check.Date);
        return new
        {
            pipeline = result.Plan.Definition.Name,
            run = result.RunId == 0 ? (long?)null : result.RunId,
            status = result.Status,
            from = result.Plan.Requested.From,
            to = result.Plan.Requested.To,
            definition = result.Plan.Definition.Version,
            timeZone = result.Plan.Definition.TimeZone.Id,
            published = result.Dates.Count(date => date.Published),
            blocked = result.Dates.Count(date => date.Verdict == Verdict.Fail),
            noData = result.Dates.Count(date => date.Verdict == Verdict.NoData),
            dates = result
                .Dates.Select(date => new
                {
                    date.Date,
                    verdict = Words.Of(date.Verdict),
                    date.Published,
                    checks = new
                    {
                        passed = date.Passed,
                        warned = date.Warned,
                        failed = date.Failed,
                    },
                    findings = findings[date.Date]
                        .Select(check => new
                        {
                            check = check.Check.Name,
                            verdict = Words.Of(check.Verdict),
                            check.Observed,
                            rows = check.FailedRows,
                        })
                        .ToList(),
                })
                .ToList(),
            landed = landed is null ? null : LandingView.Of(landed),
            exported = result.ExportedDates.Count,
            exportFolder = result.ExportedDates.Count == 0
                ? null
                : Path.Combine(settings.ExportFolder, result.Plan.Definition.Name),
            stale,
            ripple = rippled
                .Select(more => new
                {
                    run = more.RunId,
                    status = more.Status,
                    from = more.Plan.Requested.From,
                    to = more.Plan.Requested.To,
                    published = more.Dates.Count(date => date.Published),
                })
                .ToList(),
            difference = difference is null ? null : new { difference.Tables, difference.Changes },
            seconds = Math.Round(result.Elapsed.TotalSeconds, 3),
        };
    }

    public static void Write(RunResult result, LandingReport? landed, AppSettings settings, TextWriter writer)
    {
        if (landed is not null)
            LandingView.Write(landed, writer);
        if (result.Status == RunStatus.NoData)
        {
            writer.WriteLine(
                $"{result.Plan.Requested}: NO DATA. No source row has one of these dates; nothing was published."
            );
            return;
        }
        foreach (var date in result.Dates.Where(date => date.Verdict != Verdict.Pass))
        {
            writer.WriteLine(
                $"{date.Date:yyyy-MM-dd} {Words.Of(date.Verdict)}{(date.Published || IsWaiting(date, result) ? "" : ", not published")}"
            );
            foreach (var check in result.Checks.Where(check => check.Date == date.Date && IsFinding(check)))
                writer.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"  {Words.Of(check.Verdict)} {check.Check.Name}: {check.FailedRows:N0} rows. {check.Check.About}"
                    )
                );
        }
        writer.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Run {result.RunId}: {result.Dates.Count(date => date.Published)} dates published, {result.Dates.Count(date => date.Verdict == Verdict.Fail)} blocked, {result.Dates.Count(date => date.Verdict == Verdict.NoData)} without data, in {TerminalProgress.Format(result.Elapsed)}."
            )
        );
        if (result.Status == RunStatus.Held)
            writer.WriteLine(
                $"Run {result.RunId} waits for approval: {result.Dates.Count(date => IsWaiting(date, result))} dates. Approve with: pipeline approve {result.Plan.Definition.Name} --run {result.RunId}"
            );
        if (result.ExportedDates.Count > 0)
            writer.WriteLine($"Files: {Path.Combine(settings.ExportFolder, result.Plan.Definition.Name)}");
    }

    /// <summary>What approving a held run would change.</summary>
    public static void Write(RunDifference difference, RunResult result, TextWriter writer)
    {
        writer.WriteLine($"Against what is published now, run {result.RunId} would change:");
        foreach (var table in difference.Tables)
            writer.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {table.Table}: {table.Added:N0} rows added, {table.Removed:N0} removed, {table.Changed:N0} changed"
                )
            );
        foreach (var change in difference.Changes.Take(MostChanges))
            writer.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {change.Date:yyyy-MM-dd} {change.Column}: {change.Now?.ToString(CultureInfo.InvariantCulture) ?? "-"} to {change.Would?.ToString(CultureInfo.InvariantCulture) ?? "-"}"
                )
            );
    }

    private static bool IsWaiting(RunDate date, RunResult result) =>
        result.Status == RunStatus.Held && date.Verdict is (Verdict.Pass or Verdict.Warn);

    private static bool IsFinding(CheckOutcome check) => check.Verdict is Verdict.Fail or Verdict.Warn;
}
