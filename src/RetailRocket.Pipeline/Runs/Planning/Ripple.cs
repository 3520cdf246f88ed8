using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Runs.Planning;

/// <summary>Later published dates that read a date, and which of them a change of that date makes stale.</summary>
/// <param name="Date">A published date after the replaced ones.</param>
/// <param name="Tables">Its KPI tables that read a replaced date.</param>
public sealed record RippleDate(DateOnly Date, IReadOnlyList<string> Tables)
{
    /// <summary>Published dates outside <paramref name="replaced"/> whose KPI tables read one of them.</summary>
    public static IReadOnlyList<RippleDate> Of(
        PipelineDefinition definition,
        PipelineState state,
        IReadOnlyCollection<DateOnly> replaced
    )
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(replaced);
        if (replaced.Count == 0)
            return [];
        var freshness = new Freshness(definition, state);
        var reaches = definition
            .Models.Where(model => model.Layer == ModelLayer.Kpi)
            .Select(model => (model.Table, Reach: freshness.ReachOf(model)))
            .ToList();
        var sorted = replaced.Order().ToArray();
        var dates = replaced.ToHashSet();
        return
        [
            .. state
                .Publications.Keys.Where(date => !dates.Contains(date) && date > sorted[0])
                .Order()
                .Select(date => new RippleDate(
                    date,
                    [.. reaches.Where(model => Reads(date, model.Reach)).Select(model => model.Table)]
                ))
                .Where(ripple => ripple.Tables.Count > 0),
        ];

        bool Reads(DateOnly date, int reach)
        {
            var first = reach >= date.DayNumber ? DateOnly.MinValue : date.AddDays(-reach);
            return sorted.Any(replacedDate => replacedDate >= first && replacedDate < date);
        }
    }
}
