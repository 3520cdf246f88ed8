namespace RetailRocket.Pipeline.Definitions.Reading;

/// <summary>Orders models so that each comes after the models it reads.</summary>
internal static class ModelOrder
{
    /// <summary>Ties go by layer and name, so that the order is the same on every machine. Cycles are reported and cut.</summary>
    public static IReadOnlyList<DraftModel> Sort(IReadOnlyList<DraftModel> models, ProblemList problems)
    {
        var waiting = models
            .OrderBy(m => m.Layer)
            .ThenBy(m => m.Table, StringComparer.Ordinal)
            .ToDictionary(m => m.Table, StringComparer.Ordinal);
        var order = new List<DraftModel>();
        while (waiting.Count > 0)
        {
            var next = waiting.Values.FirstOrDefault(m => !m.Inputs.Any(i => waiting.ContainsKey(i.Table)));
            if (next is null)
            {
                var cycle = FindCycle(waiting);
                Report(cycle, problems);
                next = cycle[0].Model;
            }
            order.Add(next);
            waiting.Remove(next.Table);
        }
        return order;
    }

    /// <summary>The models of one cycle, each with the place where it reads the next one.</summary>
    private static List<(DraftModel Model, DraftInput Reads)> FindCycle(Dictionary<string, DraftModel> waiting)
    {
        var path = new List<(DraftModel Model, DraftInput Reads)>();
        var model = waiting.Values.First();
        while (true)
        {
            var seen = path.FindIndex(p => p.Model.Table == model.Table);
            if (seen >= 0)
            {
                return path[seen..];
            }
            // Nothing is free, so every model that waits reads one that waits.
            var reads = model.Inputs.First(i => waiting.ContainsKey(i.Table));
            path.Add((model, reads));
            model = waiting[reads.Table];
        }
    }

    private static void Report(List<(DraftModel Model, DraftInput Reads)> cycle, ProblemList problems)
    {
        var names = string.Join(" -> ", cycle.Select(c => c.Model.Table).Append(cycle[0].Model.Table));
        problems.Add(
            cycle[0].Reads.Path,
            cycle[0].Reads.Line,
            cycle.Count == 1
                ? $"Cycle: {names}. A model cannot read the table it fills; read what it is made from."
                : $"Cycle: {names} (each reads the next). None of them can be built first; cut one of these reads."
        );
    }
}
