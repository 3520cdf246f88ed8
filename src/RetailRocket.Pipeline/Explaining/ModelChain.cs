using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Explaining;

/// <summary>The dated models between the source and a figure, and which of them a recomputation has to stand in for.</summary>
internal static class ModelChain
{
    /// <summary>The dated staging and mart models that the tables are made from, each after the ones it reads.</summary>
    public static IReadOnlyList<ModelDefinition> Of(PipelineDefinition definition, IEnumerable<string> tables)
    {
        var wanted = tables.ToHashSet(StringComparer.Ordinal);
        var chain = new List<ModelDefinition>();
        foreach (var model in definition.Models.Reverse().Where(model => wanted.Contains(model.Table)))
        {
            if (model.Refresh != ModelRefresh.Dates || model.Sql is null)
                continue;
            wanted.UnionWith(model.Inputs);
            if (model.Layer != ModelLayer.Kpi)
                chain.Insert(0, model);
        }
        return chain;
    }

    /// <summary>
    /// The models that are to be computed rather than read from their tables: those that <paramref name="changes"/> says, and
    /// all that read one of them or of <paramref name="replaced"/>.
    /// </summary>
    public static IReadOnlyList<ModelDefinition> Changed(
        IReadOnlyList<ModelDefinition> chain,
        IEnumerable<string> replaced,
        Func<ModelDefinition, bool> changes
    )
    {
        var changed = replaced.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. chain.Where(model => (changes(model) || model.Inputs.Any(changed.Contains)) && changed.Add(model.Table)),
        ];
    }
}
