using RetailRocket.Pipeline.Definitions.Yaml;

namespace RetailRocket.Pipeline.Definitions.Reading;

/// <summary>Reads <c>sources:</c>.</summary>
internal sealed class SourcesSection
{
    private static readonly Dictionary<string, SourceFormat> s_formats = new(StringComparer.Ordinal)
    {
        ["csv"] = SourceFormat.Csv,
        ["jsonl"] = SourceFormat.JsonLines,
    };
    private static readonly Dictionary<string, SourceDateKind> s_dateKinds = new(StringComparer.Ordinal)
    {
        ["epoch_ms"] = SourceDateKind.EpochMilliseconds,
        ["epoch_s"] = SourceDateKind.EpochSeconds,
        ["timestamp"] = SourceDateKind.Timestamp,
        ["date"] = SourceDateKind.Date,
    };
    private static readonly Dictionary<string, SourceColumnType> s_columnTypes = Enum.GetValues<SourceColumnType>()
        .ToDictionary(t => t.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    // Columns that the engine adds to every raw table.
    private static readonly string[] s_engineColumns = ["file_id", "line_no"];

    private readonly Dictionary<string, int> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _globs = new(StringComparer.Ordinal);

    private SourcesSection() { }

    public static IReadOnlyList<DeclaredSource> Read(YamlSection root)
    {
        root.Require("sources", "which files the pipeline reads, and what their columns are");
        var sources = new SourcesSection();
        var read = root.Section("sources")?.Sections().Select(s => sources.ReadOne(s.Key, s.Section)).ToList() ?? [];
        if (read.Count == 0 && root.Find("sources") is { Value.Kind: YamlKind.Map } entry)
        {
            root.Problems.Add(entry.Line, "sources is empty; a pipeline reads at least one kind of file.");
        }
        return [.. read.OfType<DeclaredSource>()];
    }

    /// <summary>Null when the source names no usable table: nothing can then be said about who reads it.</summary>
    private DeclaredSource? ReadOne(string name, YamlSection section)
    {
        section.AllowOnly("table", "files", "format", "required", "date", "columns");
        if (!TableName.IsValid(name))
        {
            section.Problems.Add(section.Line, $"\"{name}\" cannot name a source. {TableName.Rule}");
        }
        var table = ReadTable(section);
        section.Require("format", "how the files are written: csv or jsonl");
        var format = section.Choice("format", s_formats) ?? SourceFormat.Csv;
        var columns = ReadColumns(section, format, out var untyped);
        var source = new SourceDefinition
        {
            Name = name,
            Table = table ?? "",
            Files = ReadFiles(section),
            Format = format,
            Required = section.Flag("required") ?? false,
            Date = ReadDate(section, columns),
            Columns = columns,
        };
        return table is null
            ? null
            : new DeclaredSource
            {
                Definition = source,
                Line = section.Line,
                IsDated = section.Find("date") is not null,
                Untyped = untyped,
            };
    }

    private string? ReadTable(YamlSection section)
    {
        if (section.RequiredText("table", "which raw table the rows land in") is not { } table)
        {
            return null;
        }
        var line = section.LineOf("table");
        if (!TableName.IsValid(table))
        {
            section.Problems.Add(line, $"{section.PathOf("table")}: \"{table}\" cannot name a table. {TableName.Rule}");
        }
        if (!_tables.TryAdd(table, line))
        {
            section.Problems.Add(
                line,
                $"{section.PathOf("table")}: {table} is already the table of the source on line {_tables[table]}; "
                    + "each source needs its own."
            );
        }
        return table;
    }

    private List<string> ReadFiles(YamlSection section)
    {
        section.Require("files", "which files belong to the source, such as [\"events*.csv\"]");
        var globs = new List<string>();
        foreach (var item in section.TextList("files"))
        {
            if (item.Text.AsSpan().ContainsAny('/', '\\'))
            {
                section.Problems.Add(
                    item.Line,
                    $"{section.PathOf("files")}: \"{item.Text}\" holds a path; give names of files in the source folder alone."
                );
            }
            if (!_globs.TryAdd(item.Text, item.Line))
            {
                section.Problems.Add(
                    item.Line,
                    $"{section.PathOf("files")}: \"{item.Text}\" is already given on line {_globs[item.Text]}; "
                        + "a file belongs to one source."
                );
            }
            globs.Add(item.Text);
        }
        return globs;
    }

    private static List<SourceColumn> ReadColumns(YamlSection section, SourceFormat format, out HashSet<string> untyped)
    {
        untyped = new HashSet<string>(StringComparer.Ordinal);
        section.Require("columns", "which column of the raw table holds which field of the file");
        var columns = new List<SourceColumn>();
        foreach (var (name, column) in section.Section("columns")?.Sections() ?? [])
        {
            column.AllowOnly("from", "type", "required");
            if (!TableName.IsValid(name) || s_engineColumns.Contains(name))
            {
                column.Problems.Add(
                    column.Line,
                    $"{column.Name}: this cannot name a mapped column. {TableName.Rule} file_id and line_no are the engine's."
                );
            }
            var from = column.RequiredText("from", "the header (csv) or dotted path (jsonl) of the field");
            if (format == SourceFormat.JsonLines && from is not null && from.Split('.').Any(p => p.Length == 0))
            {
                column.Problems.Add(
                    column.LineOf("from"),
                    $"{column.PathOf("from")}: \"{from}\" has an empty step; a path is like user.id."
                );
            }
            column.Require("type", $"the field's type: {string.Join(", ", s_columnTypes.Keys)}");
            var type = column.Choice("type", s_columnTypes);
            if (type == SourceColumnType.Json && format == SourceFormat.Csv)
            {
                column.Problems.Add(
                    column.LineOf("type"),
                    $"{column.PathOf("type")}: json is for jsonl files alone; use text for a csv field."
                );
            }
            if (type is null || (type == SourceColumnType.Json && format == SourceFormat.Csv))
            {
                untyped.Add(name);
            }
            var required = column.Flag("required") ?? true;
            columns.Add(new SourceColumn(name, from ?? name, type ?? SourceColumnType.Text) { Required = required });
        }
        return columns;
    }

    private static SourceDate? ReadDate(YamlSection section, List<SourceColumn> columns)
    {
        if (section.Section("date") is not { } date)
        {
            return null;
        }
        date.AllowOnly("column", "as");
        var name = date.RequiredText("column", "which column dates a row");
        date.Require("as", $"how that column is read: {string.Join(", ", s_dateKinds.Keys)}");
        if (date.Choice("as", s_dateKinds) is not { } kind || name is null)
        {
            return null;
        }
        if (columns.Find(c => c.Name == name) is not { } column)
        {
            date.Problems.Add(
                date.LineOf("column"),
                $"{date.PathOf("column")}: \"{name}\" is not among the columns"
                    + NearestName.Question(name, columns.Select(c => c.Name))
            );
            return null;
        }
        var suitable = Suitable(kind);
        if (!suitable.Contains(column.Type))
        {
            var types = string.Join(" or ", suitable.Select(t => t.ToString().ToLowerInvariant()));
            date.Problems.Add(
                date.LineOf("as"),
                $"{date.PathOf("as")}: {date.Text("as")} reads a column of type {types}, but {name} is "
                    + $"{column.Type.ToString().ToLowerInvariant()}."
            );
        }
        return new SourceDate(name, kind);
    }

    private static SourceColumnType[] Suitable(SourceDateKind kind) =>
        kind switch
        {
            SourceDateKind.EpochMilliseconds => [SourceColumnType.BigInt],
            SourceDateKind.EpochSeconds => [SourceColumnType.BigInt, SourceColumnType.Int],
            SourceDateKind.Timestamp => [SourceColumnType.Timestamp],
            _ => [SourceColumnType.Date],
        };
}
