namespace RetailRocket.Pipeline.Definitions;

/// <summary>
/// What of a pipeline's figures can be explained, and by what: <c>explain:</c> in pipeline.yml and the files of
/// <c>70_explain</c>. Nothing of it fills a table, so nothing of it can be published. See docs/adr/0008.
/// </summary>
public sealed record ExplainDefinition
{
    /// <summary>The KPI table, of one row a date, whose counts the ratios are made of.</summary>
    public required string Table { get; init; }

    public required IReadOnlyList<RatioDefinition> Metrics { get; init; }

    /// <summary>By name.</summary>
    public required IReadOnlyList<DimensionDefinition> Dimensions { get; init; }

    /// <summary>The dimension whose segments tell mix from rate when nobody asks for one.</summary>
    public required string Segments { get; init; }

    /// <summary>What raw tables would hold if their rows had no defects; by table.</summary>
    public required IReadOnlyList<ReplacedTable> Repairs { get; init; }

    public required IReadOnlyList<WhatIfDefinition> WhatIfs { get; init; }

    /// <summary>The counts that metrics divide, each once, sorted.</summary>
    public IReadOnlyList<string> Counts =>
        [
            .. Metrics
                .SelectMany(metric => new[] { metric.Numerator, metric.Denominator })
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
}

/// <summary>A ratio of two counts of one row; over a range, the sum of one by the sum of the other.</summary>
public sealed record RatioDefinition(string Name, string Numerator, string Denominator);

/// <summary>A SELECT that cuts the counts of each date into segments: <c>segment_date</c>, <c>segment</c>, and every count.</summary>
public sealed record DimensionDefinition(string Name, SqlText Sql)
{
    /// <summary>Raw tables and models that the text names, sorted.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];
}

/// <summary>A SELECT that stands in for a table while something is recomputed.</summary>
public sealed record ReplacedTable(string Table, SqlText Sql);

/// <summary>Another definition of the figures: a setting of another value, or models of another text, or both.</summary>
public sealed record WhatIfDefinition
{
    public required string Name { get; init; }

    /// <summary>The setting that has another value; null when none has.</summary>
    public Setting? Setting { get; init; }

    public required IReadOnlyList<ReplacedTable> Models { get; init; }

    /// <summary>Dates before and after a range that must be computed too, because the definition reads across dates.</summary>
    public int MarginDays { get; init; }
}
