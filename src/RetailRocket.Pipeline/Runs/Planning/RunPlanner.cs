using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Runs.Planning;

/// <summary>
/// Decides what a run builds: the requested dates of every table, and of the tables they read the earlier dates that are
/// missing or stale. So a date's figures are the same whatever was run before.
/// </summary>
public static class RunPlanner
{
    /// <param name="force">Build every date that the run reads, current or not.</param>
    public static RunPlan Plan(PipelineDefinition definition, PipelineState state, DateRange requested, bool force)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(state);
        var freshness = new Freshness(definition, state);
        var dates = requested.Dates().Where(state.HasData).ToList();
        var needed = NeededDates(definition, state, requested);
        var builds = new List<ModelBuild>();
        foreach (var model in definition.Models)
        {
            if (model.Refresh == ModelRefresh.Whole)
            {
                if (dates.Count > 0 && (force || !freshness.IsBuilt(model)))
                    builds.Add(new ModelBuild(model, []));
            }
            else if (model.Layer == ModelLayer.Kpi)
            {
                if (dates.Count > 0)
                    builds.Add(new ModelBuild(model, DateRange.Cover(dates, EmptySet)));
            }
            else
            {
                var ranges = RangesToBuild(model);
                if (ranges.Count > 0)
                    builds.Add(new ModelBuild(model, ranges));
            }
        }
        return new RunPlan
        {
            Definition = definition,
            Requested = requested,
            Dates = dates,
            EmptyDates = [.. requested.Dates().Where(date => !state.HasData(date))],
            SourceLines = dates.ToDictionary(date => date, state.LinesOf),
            Builds = builds,
            AsOfSeq = state.AsOfSeq,
        };

        IReadOnlyList<DateRange> RangesToBuild(ModelDefinition model)
        {
            var toBuild = new List<DateOnly>();
            var current = new HashSet<DateOnly>();
            foreach (var date in needed[model.Table])
            {
                // An empty date that was asked for is built too when it once had rows: its old rows must go.
                if (force || (requested.Contains(date) && state.HasData(date)) || !freshness.IsBuilt(model, date))
                    toBuild.Add(date);
                else
                    current.Add(date);
            }
            return DateRange.Cover(toBuild, current);
        }
    }

    /// <summary>Dates of each dated staging and mart table that the requested KPI dates read and that have, or had, rows.</summary>
    private static Dictionary<string, SortedSet<DateOnly>> NeededDates(
        PipelineDefinition definition,
        PipelineState state,
        DateRange requested
    )
    {
        var models = definition.Models.ToDictionary(model => model.Table);
        var known = state
            .SourceDates.Values.SelectMany(dates => dates.Keys)
            .Concat(state.ModelDates.Values.SelectMany(dates => dates.Keys))
            .Distinct()
            .Order()
            .ToList();
        // From the KPI tables upwards: how many days before the first requested date each table is read.
        var reach = definition.Models.ToDictionary(
            model => model.Table,
            model => model.Layer == ModelLayer.Kpi ? 0 : -1
        );
        foreach (var model in definition.Models.Reverse())
        {
            if (reach[model.Table] < 0)
                reach[model.Table] = 0; // Read by no KPI table: kept for the requested dates all the same.
            foreach (var input in model.Inputs.Where(models.ContainsKey))
                reach[input] = Math.Max(reach[input], ReachOfInput(model, models[input]));
        }
        return models.Values.ToDictionary(
            model => model.Table,
            model => new SortedSet<DateOnly>(
                known.Where(date => date <= requested.To && date >= First(reach[model.Table]))
            )
        );

        int ReachOfInput(ModelDefinition reader, ModelDefinition input)
        {
            if (input.Refresh == ModelRefresh.Keys || reader.Refresh == ModelRefresh.Whole)
                return ModelDefinition.AllHistory;
            return
                reader.LookbackDays == ModelDefinition.AllHistory || reach[reader.Table] == ModelDefinition.AllHistory
                ? ModelDefinition.AllHistory
                : reader.LookbackDays + reach[reader.Table];
        }

        DateOnly First(int days) =>
            days >= requested.From.DayNumber ? DateOnly.MinValue : requested.From.AddDays(-days);
    }

    private static readonly HashSet<DateOnly> EmptySet = [];
}
