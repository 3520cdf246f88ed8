using RetailRocket.Pipeline.Definitions.Yaml;

namespace RetailRocket.Pipeline.Definitions.Reading;

/// <summary>Joins <c>explain:</c> with the files of <c>70_explain</c>.</summary>
internal sealed class ExplainSection(
    PipelineFolder folder,
    KnownTables tables,
    IReadOnlyList<TableDeclaration> declared,
    IReadOnlyList<DraftModel> models,
    IReadOnlyList<Setting> settings,
    ProblemList problems
)
{
    private const string DateColumn = "segment_date";
    private const string SegmentColumn = "segment";

    /// <summary>Null when the pipeline explains nothing.</summary>
    public ExplainDefinition? Read(YamlSection root, QueryBinding binding)
    {
        if (root.Section("explain") is not { } section)
        {
            foreach (var file in folder.Explains)
            {
                problems.Add(
                    file.Sql.Path,
                    0,
                    "pipeline.yml has no explain: section, so this file would do nothing. Write the section, or delete the file."
                );
            }
            return null;
        }
        section.AllowOnly("table", "segments", "metrics", "what_if");
        var table = ReadTable(section);
        CheckChain(section, table);
        var metrics = ReadMetrics(section, table);
        var counts = metrics.SelectMany(m => new[] { m.Numerator, m.Denominator }).Distinct().ToList();
        var dimensions = ReadDimensions(binding, counts);
        return new ExplainDefinition
        {
            Table = table ?? "",
            Metrics = metrics,
            Dimensions = dimensions,
            Segments = ReadSegments(section, dimensions),
            Repairs = ReadRepairs(binding),
            WhatIfs = new WhatIfSection(folder, tables, settings, problems).Read(section, binding),
        };
    }

    private string? ReadTable(YamlSection section)
    {
        var table = section.RequiredText("table", "which KPI table, of one row a date, holds the counts of the ratios");
        if (table is null || tables.LayerOf(table) == ModelLayer.Kpi)
        {
            return table;
        }
        var kpis = tables.Names.Where(n => tables.LayerOf(n) == ModelLayer.Kpi);
        section.Problems.Add(
            section.LineOf("table"),
            $"{section.PathOf("table")}: \"{table}\" is not a KPI table{NearestName.Question(table, kpis)} "
                + "Only published figures are explained."
        );
        return null;
    }

    /// <summary>A figure is recomputed by reading its models as parts of one statement over its own dates alone.</summary>
    private void CheckChain(YamlSection section, string? table)
    {
        var wanted = new HashSet<string>(StringComparer.Ordinal) { table ?? "" };
        foreach (var model in models.Reverse().Where(m => wanted.Contains(m.Table)))
        {
            if (model.Options.Refresh != ModelRefresh.Dates)
            {
                continue;
            }
            if (model.Sql is null || model.Options.Lookback > 0)
            {
                var why = model.Sql is null ? "is filled by a C# step" : "looks back";
                section.Problems.Add(
                    section.LineOf("table"),
                    $"{section.PathOf("table")}: {table} cannot be recomputed for a range, as {model.Table} {why}."
                );
            }
            wanted.UnionWith(model.Inputs.Select(i => i.Table));
        }
    }

    private List<RatioDefinition> ReadMetrics(YamlSection section, string? table)
    {
        section.Require("metrics", "which ratios can be explained: name: { numerator: …, denominator: … }");
        var columns = declared.FirstOrDefault(d => d.Name == table)?.Columns.Select(c => c.Name).ToList() ?? [];
        var metrics = new List<RatioDefinition>();
        foreach (var (name, metric) in section.Section("metrics")?.Sections() ?? [])
        {
            metric.AllowOnly("numerator", "denominator");
            var numerator = Count(metric, "numerator", columns);
            var denominator = Count(metric, "denominator", columns);
            if (!TableName.IsValid(name))
            {
                metric.Problems.Add(metric.Line, $"\"{name}\" cannot name a metric. {TableName.Rule}");
            }
            else if (numerator is not null && denominator is not null)
            {
                metrics.Add(new RatioDefinition(name, numerator, denominator));
            }
        }
        return metrics;
    }

    private static string? Count(YamlSection metric, string key, List<string> columns)
    {
        var column = metric.RequiredText(key, "which count of the table");
        if (column is null || columns.Count == 0 || columns.Contains(column))
        {
            return column;
        }
        metric.Problems.Add(
            metric.LineOf(key),
            $"{metric.PathOf(key)}: the table has no column \"{column}\"{NearestName.Question(column, columns)}"
        );
        return null;
    }

    private List<DimensionDefinition> ReadDimensions(QueryBinding binding, IReadOnlyList<string> counts)
    {
        var dimensions = new List<DimensionDefinition>();
        foreach (var file in folder.Explains.Where(f => f.Kind == ExplainFileKind.Dimension))
        {
            var query = binding.Read(file.Sql, runIdAllowed: false, out var inputs);
            var missing = counts
                .Prepend(SegmentColumn)
                .Prepend(DateColumn)
                .Where(c => !query.Words.Contains(c))
                .ToList();
            if (query.Problems.Count == 0 && missing.Count > 0)
            {
                problems.Add(
                    file.Sql.Path,
                    1,
                    $"A dimension returns {DateColumn}, {SegmentColumn} and every count of explain.metrics; missing: "
                        + $"{string.Join(", ", missing)}."
                );
            }
            dimensions.Add(new DimensionDefinition(file.Name, file.Sql) { Inputs = [.. inputs.Select(i => i.Table)] });
        }
        return dimensions;
    }

    private static string ReadSegments(YamlSection section, List<DimensionDefinition> dimensions)
    {
        var segments = section.RequiredText("segments", "which dimension tells mix from rate when nobody asks for one");
        var names = dimensions.Select(d => d.Name).ToList();
        if (segments is not null && !names.Contains(segments))
        {
            section.Problems.Add(
                section.LineOf("segments"),
                $"{section.PathOf("segments")}: there is no 70_explain/dimensions/{segments}.sql{NearestName.Question(segments, names)}"
            );
        }
        return segments ?? "";
    }

    private List<ReplacedTable> ReadRepairs(QueryBinding binding)
    {
        var repairs = new List<ReplacedTable>();
        foreach (var file in folder.Explains.Where(f => f.Kind == ExplainFileKind.Repair))
        {
            binding.Read(file.Sql, runIdAllowed: false, out _);
            if (!tables.IsRaw(file.Name))
            {
                problems.Add(
                    file.Sql.Path,
                    0,
                    $"{file.Name} is not the raw table of a source{NearestName.Question(file.Name, tables.Names.Where(tables.IsRaw))} "
                        + "A repair says what a raw table would hold without defects, and is named after it."
                );
            }
            repairs.Add(new ReplacedTable(file.Name, file.Sql));
        }
        return repairs;
    }
}
