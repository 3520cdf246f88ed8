using RetailRocket.Pipeline.Definitions.Yaml;

namespace RetailRocket.Pipeline.Definitions.Reading;

/// <summary>An entry of <c>models:</c>, or the defaults for a model without one.</summary>
internal sealed record ModelOptions
{
    private static readonly Dictionary<string, ModelRefresh> s_refreshes = new(StringComparer.Ordinal)
    {
        ["dates"] = ModelRefresh.Dates,
        ["whole"] = ModelRefresh.Whole,
        ["keys"] = ModelRefresh.Keys,
    };
    private static readonly Dictionary<string, ModelLayer> s_layers = new(StringComparer.Ordinal)
    {
        ["staging"] = ModelLayer.Staging,
        ["mart"] = ModelLayer.Mart,
        ["kpi"] = ModelLayer.Kpi,
    };

    private static readonly string[] s_ofSteps = ["reads", "layer"];

    // A hundred years: more is a typing error, and "all" says it better.
    private const int MostDays = 36_500;

    public ModelRefresh Refresh { get; private init; }

    /// <summary>False when what is written for it is none: which options go with it cannot be judged then.</summary>
    public bool RefreshIsKnown { get; private init; } = true;

    public string? Date { get; private init; }
    public string? Key { get; private init; }
    public string? Present { get; private init; }
    public int Lookback { get; private init; }
    public string? Step { get; private init; }

    /// <summary>What a step reads, with lines.</summary>
    public IReadOnlyList<YamlValue> Reads { get; private init; } = [];

    /// <summary>The layer of a step; that of SQL is its folder.</summary>
    public ModelLayer Layer { get; private init; } = ModelLayer.Mart;

    public required YamlSection Section { get; init; }

    /// <summary>False when pipeline.yml does not mention the model.</summary>
    public required bool Written { get; init; }

    public static ModelOptions Default(YamlSection models) => new() { Section = models, Written = false };

    public static ModelOptions Read(YamlSection section)
    {
        section.AllowOnly("refresh", "date", "key", "present", "lookback", "step", "reads", "layer");
        var refresh = section.Choice("refresh", s_refreshes);
        var options = new ModelOptions
        {
            Section = section,
            Written = true,
            Refresh = refresh ?? ModelRefresh.Dates,
            RefreshIsKnown = refresh is not null || section.Find("refresh") is null,
            Date = section.Text("date"),
            Key = section.Text("key"),
            Present = section.Text("present"),
            Lookback = ReadLookback(section),
            Step = section.Text("step"),
            Reads = section.TextList("reads"),
            Layer = section.Choice("layer", s_layers) ?? ModelLayer.Mart,
        };
        if (options.RefreshIsKnown)
        {
            options.CheckRefresh();
        }
        options.CheckStep();
        return options;
    }

    private static int ReadLookback(YamlSection section)
    {
        if (section.Find("lookback") is not { } entry)
        {
            return 0;
        }
        if (entry.Value is { Kind: YamlKind.Scalar, Text: "all" })
        {
            return ModelDefinition.AllHistory;
        }
        if (entry.Value.AsLong() is >= 0 and <= MostDays)
        {
            return (int)entry.Value.AsLong()!.Value;
        }
        section.Problems.Add(
            entry.Line,
            $"{section.PathOf("lookback")}: expected a number of days from 0 to {MostDays}, or all, found {entry.Value.Described}."
        );
        return 0;
    }

    private void CheckRefresh()
    {
        var refresh = Refresh.ToString().ToLowerInvariant();
        if (Refresh == ModelRefresh.Keys)
        {
            Section.Require("key", "which column holds the key, as refresh: keys replaces the rows of a key");
        }
        foreach (var key in Misplaced())
        {
            Section.Problems.Add(
                Section.LineOf(key),
                $"{Section.PathOf(key)} does nothing with refresh: {refresh}; remove it, or change refresh."
            );
        }
        if (Refresh != ModelRefresh.Dates && Lookback is > 0 and not ModelDefinition.AllHistory)
        {
            Section.Problems.Add(
                Section.LineOf("lookback"),
                $"{Section.PathOf("lookback")}: a model with refresh: {refresh} has no date to look back from; "
                    + "it reads all dates. Remove lookback, or write all."
            );
        }
    }

    private IEnumerable<string> Misplaced()
    {
        string[] misplaced = Refresh switch
        {
            ModelRefresh.Dates => ["key", "present"],
            ModelRefresh.Whole => ["date", "key", "present"],
            _ => ["date"],
        };
        return misplaced.Where(k => Section.Find(k) is not null);
    }

    private void CheckStep()
    {
        if (Step is not null)
        {
            Section.Require("reads", "which raw tables and models the step reads, as no SQL tells: reads: [table, …]");
            return;
        }
        foreach (var key in s_ofSteps.Where(k => Section.Find(k) is not null))
        {
            Section.Problems.Add(
                Section.LineOf(key),
                $"{Section.PathOf(key)} is for a step alone; for SQL its text and its folder tell. Remove it."
            );
        }
    }
}
