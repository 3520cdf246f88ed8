using System.Globalization;
using RetailRocket.Pipeline.Landing;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Pipeline.Runs.Planning;

namespace RetailRocket.Web.Cli;

/// <summary><c>pipeline run --dry-run</c>: the dates and tables a run would replace, and the later dates that read them.</summary>
internal static class DryRun
{
    public static async Task<int> ShowAsync(
        CommandSession session,
        RunRequest request,
        string? source,
        CommandOutput output,
        CancellationToken cancellationToken
    )
    {
        var report = await session
            .Get<RunRehearsal>()
            .TellAsync(request, source, new LandingOptions { Force = request.Force }, cancellationToken);
        output.Write(
            new
            {
                pipeline = request.Definition.Name,
                dryRun = true,
                definition = request.Definition.Version,
                from = request.Range.From,
                to = request.Range.To,
                files = report
                    .Landing?.Files.Select(file => new
                    {
                        file.Source,
                        file.Name,
                        status = file.Status,
                        file.Rows,
                        file.Rejected,
                    })
                    .ToList(),
                wholeTables = report.WholeTables,
                replaces = report.Replaced,
                noData = report.Plan.EmptyDates,
                ripple = report.Later,
                stale = report.Later.Where(date => date.BecomesStale).Select(date => date.Date).ToList(),
            },
            writer => Write(writer, report)
        );
        return report.Plan.Dates.Count == 0 ? ExitCode.NoData : ExitCode.Done;
    }

    private static void Write(TextWriter writer, DryRunReport report)
    {
        var plan = report.Plan;
        writer.WriteLine(
            $"Dry run of {plan.Definition.Name} {plan.Requested}, definition {plan.Definition.Version}. Nothing is changed."
        );
        foreach (var file in report.Landing?.Files ?? [])
            writer.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {file.Name}: {file.Status.ToString().ToLowerInvariant()}, {file.Rows:N0} rows"
                )
            );
        if (plan.Dates.Count == 0)
        {
            writer.WriteLine("NO DATA: no source row has one of these dates; a run would do nothing.");
            return;
        }
        foreach (var table in report.WholeTables)
            writer.WriteLine($"Would refresh {table} as a whole.");
        writer.WriteLine("Would replace:");
        foreach (
            var (dates, group) in Grouped(
                report.Replaced,
                date =>
                    (
                        date.Date,
                        string.Join(", ", date.Tables) + (date.Requested ? "" : " (history that these dates read)")
                    )
            )
        )
            writer.WriteLine($"  {dates}: {group}");
        if (plan.EmptyDates.Count > 0)
            writer.WriteLine($"NO DATA: {string.Join(", ", DateRange.Cover(plan.EmptyDates, plan.Dates.ToHashSet()))}");
        if (report.Later.Count == 0)
        {
            writer.WriteLine("No later published date reads these.");
            return;
        }
        writer.WriteLine("Later published dates that read these:");
        foreach (
            var (dates, group) in Grouped(
                report.Later,
                date =>
                    (
                        date.Date,
                        $"{string.Join(", ", date.Tables)}: {(date.BecomesStale ? "become stale" : "stay current, the source rows are those they were made from")}"
                    )
            )
        )
            writer.WriteLine($"  {dates}: {group}");
    }

    /// <summary>Runs of dates that say the same.</summary>
    private static IEnumerable<(DateRange Dates, string Text)> Grouped<T>(
        IEnumerable<T> items,
        Func<T, (DateOnly Date, string Text)> describe
    )
    {
        (DateRange Dates, string Text)? open = null;
        foreach (var (date, text) in items.Select(describe))
        {
            if (open is { } group && group.Text == text && group.Dates.To.AddDays(1) == date)
            {
                open = (group.Dates with { To = date }, text);
                continue;
            }
            if (open is { } done)
                yield return done;
            open = (new DateRange(date, date), text);
        }
        if (open is { } last)
            yield return last;
    }
}
