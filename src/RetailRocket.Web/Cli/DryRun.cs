using System.Globalization;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Landing;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Pipeline.Runs.Planning;

namespace RetailRocket.Web.Cli;

/// <summary><c>pipeline run --dry-run</c>: the dates and tables a run would replace, and the later dates that read them.</summary>
internal static class DryRun
{
    private sealed record ReplacedDate(DateOnly Date, bool Requested, IReadOnlyList<string> Tables);

    private sealed record LaterDate(DateOnly Date, IReadOnlyList<string> Tables, bool BecomesStale);

    public static async Task<int> ShowAsync(
        CommandSession session,
        RunRequest request,
        string? source,
        CommandOutput output,
        CancellationToken cancellationToken
    )
    {
        var definition = request.Definition;
        var (_, state) = await session.Get<RunService>().PlanAsync(request, cancellationToken);
        LandingPreview? preview = null;
        if (source is not null)
        {
            preview = await session
                .Get<SourceLander>()
                .PreviewAsync(definition, source, new LandingOptions { Force = request.Force }, cancellationToken);
            state = state.After(preview);
        }
        var plan = RunPlanner.Plan(definition, state, request.Range, request.Force);
        var replaced = ReplacedBy(plan);
        var later = Later(definition, state, plan);
        output.Write(
            new
            {
                pipeline = definition.Name,
                dryRun = true,
                definition = definition.Version,
                from = request.Range.From,
                to = request.Range.To,
                files = preview
                    ?.Files.Select(file => new
                    {
                        file.Source,
                        file.Name,
                        status = file.Status,
                        file.Rows,
                        file.Rejected,
                    })
                    .ToList(),
                wholeTables = WholeTables(plan),
                replaces = replaced,
                noData = plan.EmptyDates,
                ripple = later,
                stale = later.Where(date => date.BecomesStale).Select(date => date.Date).ToList(),
            },
            writer => Write(writer, plan, preview, replaced, later)
        );
        return plan.Dates.Count == 0 ? ExitCode.NoData : ExitCode.Done;
    }

    private static List<ReplacedDate> ReplacedBy(RunPlan plan)
    {
        if (plan.Dates.Count == 0)
            return [];
        return
        [
            .. plan
                .Builds.SelectMany(build =>
                    build.Ranges.SelectMany(range => range.Dates()).Select(date => (date, build.Model.Table))
                )
                .GroupBy(build => build.date, build => build.Table)
                .OrderBy(date => date.Key)
                .Select(date => new ReplacedDate(date.Key, plan.Requested.Contains(date.Key), [.. date])),
        ];
    }

    private static List<string> WholeTables(RunPlan plan) =>
        plan.Dates.Count == 0
            ? []
            :
            [
                .. plan
                    .Builds.Where(build => build.Model.Refresh == ModelRefresh.Whole)
                    .Select(build => build.Model.Table),
            ];

    private static List<LaterDate> Later(PipelineDefinition definition, PipelineState state, RunPlan plan)
    {
        var freshness = new Freshness(definition, state);
        return
        [
            .. RippleDate
                .Of(definition, state, plan.Dates)
                .Select(date => new LaterDate(
                    date.Date,
                    date.Tables,
                    freshness.WhyStale(state.Publications[date.Date]) is not null
                )),
        ];
    }

    private static void Write(
        TextWriter writer,
        RunPlan plan,
        LandingPreview? preview,
        List<ReplacedDate> replaced,
        List<LaterDate> later
    )
    {
        writer.WriteLine(
            $"Dry run of {plan.Definition.Name} {plan.Requested}, definition {plan.Definition.Version}. Nothing is changed."
        );
        foreach (var file in preview?.Files ?? [])
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
        foreach (var table in WholeTables(plan))
            writer.WriteLine($"Would refresh {table} as a whole.");
        writer.WriteLine("Would replace:");
        foreach (
            var (dates, group) in Grouped(
                replaced,
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
        if (later.Count == 0)
        {
            writer.WriteLine("No later published date reads these.");
            return;
        }
        writer.WriteLine("Later published dates that read these:");
        foreach (
            var (dates, group) in Grouped(
                later,
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
