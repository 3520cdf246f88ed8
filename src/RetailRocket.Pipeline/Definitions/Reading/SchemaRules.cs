using RetailRocket.Pipeline.Definitions.Sql;

namespace RetailRocket.Pipeline.Definitions.Reading;

/// <summary>Holds the tables of <c>00_schema</c> against the sources and models that fill them.</summary>
internal sealed class SchemaRules
{
    private static readonly Dictionary<SourceColumnType, string[]> s_types = new()
    {
        [SourceColumnType.SmallInt] = ["smallint", "int2"],
        [SourceColumnType.Int] = ["int", "integer", "int4"],
        [SourceColumnType.BigInt] = ["bigint", "int8"],
        [SourceColumnType.Numeric] = ["numeric", "decimal"],
        [SourceColumnType.Double] = ["double precision", "float8"],
        [SourceColumnType.Boolean] = ["boolean", "bool"],
        [SourceColumnType.Text] = ["text"],
        [SourceColumnType.Date] = ["date"],
        [SourceColumnType.Timestamp] = ["timestamptz", "timestamp with time zone"],
        [SourceColumnType.Json] = ["text", "json", "jsonb"],
    };

    private readonly Dictionary<string, TableDeclaration> _tables = new(StringComparer.Ordinal);
    private readonly ProblemList _problems;

    private SchemaRules(ProblemList problems) => _problems = problems;

    /// <summary>By file and line.</summary>
    public IReadOnlyList<TableDeclaration> Tables { get; private set; } = [];

    public static SchemaRules Read(IReadOnlyList<SqlText> files, ProblemList problems)
    {
        var schema = new SchemaRules(problems);
        var tables = new List<TableDeclaration>();
        foreach (var file in files)
        {
            tables.AddRange(SchemaScript.Read(file, out var problem));
            if (problem is not null)
            {
                problems.Add(file.Path, problem.Line, problem.Message);
            }
        }
        foreach (var table in tables)
        {
            if (!schema._tables.TryAdd(table.Name, table))
            {
                var first = schema._tables[table.Name];
                problems.Add(
                    table.Path,
                    table.Line,
                    $"{table.Name} is already created in {first.Path} on line {first.Line}; keep one of the two."
                );
            }
        }
        schema.Tables = tables;
        return schema;
    }

    public void Check(DeclaredSource declared)
    {
        var source = declared.Definition;
        if (Find(source.Table, $"sources.{source.Name}", declared.Line) is not { } table)
        {
            return;
        }
        if (table is not { Partitioning: TablePartitioning.List, PartitionColumn: "file_id" })
        {
            _problems.Add(
                table.Path,
                table.Line,
                $"{table.Name} is a raw table, so it must be \"partition by list (file_id)\": a file is a partition."
            );
        }
        ExpectColumn(table, "file_id", s_types[SourceColumnType.Int], "the engine writes the file's id there");
        ExpectColumn(table, "line_no", s_types[SourceColumnType.Int], "the engine writes the line of the file there");
        foreach (var column in source.Columns)
        {
            var types = declared.Untyped.Contains(column.Name) ? null : s_types[column.Type];
            ExpectColumn(table, column.Name, types, $"sources.{source.Name} maps a field to it");
        }
    }

    /// <summary>Returns true when the model's table is partitioned by month.</summary>
    public bool Check(DraftModel model)
    {
        var options = model.Options;
        var path = model.Sql?.Path ?? PipelineFolder.YamlName;
        if (Find(model.Table, model.Table, model.Sql is null ? options.Section.Line : 1, path) is not { } table)
        {
            return false;
        }
        if (options.Date is not null)
        {
            ExpectColumn(
                table,
                options.Date,
                s_types[SourceColumnType.Date],
                "it dates the model's rows",
                options.Section,
                "date"
            );
        }
        foreach (var key in new[] { "key", "present" })
        {
            if ((key == "key" ? options.Key : options.Present) is { } column)
            {
                ExpectColumn(table, column, null, "", options.Section, key);
            }
        }
        if (model.Layer == ModelLayer.Kpi)
        {
            CheckKpi(table);
        }
        return CheckPartitions(table, options);
    }

    private void CheckKpi(TableDeclaration table)
    {
        ExpectColumn(table, "run_id", s_types[SourceColumnType.BigInt], "rows of a KPI belong to a run");
        if (table.PrimaryKey.Count > 0 && !table.PrimaryKey.Contains("run_id"))
        {
            _problems.Add(
                table.Path,
                table.Line,
                $"{table.Name}: run_id must be part of the primary key, as runs keep their rows side by side."
            );
        }
    }

    private bool CheckPartitions(TableDeclaration table, ModelOptions options)
    {
        if (table.Partitioning == TablePartitioning.None)
        {
            return false;
        }
        if (
            table.Partitioning == TablePartitioning.Range
            && table.PartitionColumn == options.Date
            && options.Date is not null
        )
        {
            return true;
        }
        _problems.Add(
            table.Path,
            table.Line,
            $"{table.Name}: the engine makes partitions by month, \"partition by range ({options.Date ?? "<date>"})\" on the "
                + "model's date column; no other partitioning would be filled."
        );
        return false;
    }

    private TableDeclaration? Find(string name, string who, int line, string path = PipelineFolder.YamlName)
    {
        if (_tables.TryGetValue(name, out var table))
        {
            return table;
        }
        _problems.Add(
            path,
            line,
            $"{(who == name ? "" : who + ": ")}no file of 00_schema/ creates table {name}{NearestName.Question(name, _tables.Keys)} "
                + $"Add \"create table {name} (…)\" with its comments."
        );
        return null;
    }

    private void ExpectColumn(
        TableDeclaration table,
        string name,
        string[]? types,
        string why,
        Yaml.YamlSection? section = null,
        string? key = null
    )
    {
        if (table.Columns.Count == 0)
        {
            return;
        }
        var column = table.Columns.FirstOrDefault(c => c.Name == name);
        if (column is not null && (types is null || types.Contains(column.Type)))
        {
            return;
        }
        if (column is null && section is not null)
        {
            var question = NearestName.Question(name, table.Columns.Select(c => c.Name));
            section.Problems.Add(
                section.LineOf(key!),
                $"{section.PathOf(key!)}: {table.Name} has no column \"{name}\"{question}"
            );
            return;
        }
        var found = column is null ? "is missing" : $"is {column.Type}";
        _problems.Add(
            table.Path,
            table.Line,
            $"{table.Name}: column {name} {found}; it must be {(types is null ? "there" : types[0])}, as {why}."
        );
    }
}
