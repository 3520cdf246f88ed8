using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Landing;

namespace RetailRocket.Pipeline.Runs.Planning;

/// <summary>What a run would do, told before it does anything: the command line and the pages show the same report.</summary>
public sealed record DryRunReport
{
    public required RunPlan Plan { get; init; }

    /// <summary>What landing the source folder would do; null when none was named.</summary>
    public LandingPreview? Landing { get; init; }

    /// <summary>Tables that would be refreshed as a whole.</summary>
    public required IReadOnlyList<string> WholeTables { get; init; }

    /// <summary>Dates whose rows would be replaced, ascending; empty when no requested date has source rows.</summary>
    public required IReadOnlyList<ReplacedDate> Replaced { get; init; }

    /// <summary>Published dates after them that read them, ascending.</summary>
    public required IReadOnlyList<LaterDate> Later { get; init; }

    /// <param name="state">The ledgers as they would be when the run starts: after the landing, if there is one.</param>
    public static DryRunReport Of(
        PipelineDefinition definition,
        PipelineState state,
        RunRequest request,
        LandingPreview? landing
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        var plan = RunPlanner.Plan(definition, state, request.Range, request.Force);
        return new DryRunReport
        {
            Plan = plan,
            Landing = landing,
            WholeTables = WholeTablesOf(plan),
            Replaced = ReplacedBy(plan),
            Later = LaterThan(definition, state, plan),
        };
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

    private static List<string> WholeTablesOf(RunPlan plan) =>
        plan.Dates.Count == 0
            ? []
            :
            [
                .. plan
                    .Builds.Where(build => build.Model.Refresh == ModelRefresh.Whole)
                    .Select(build => build.Model.Table),
            ];

    private static List<LaterDate> LaterThan(PipelineDefinition definition, PipelineState state, RunPlan plan)
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
}
