using System.Text.RegularExpressions;
using RetailRocket.Pipeline.Definitions.Yaml;

namespace RetailRocket.Pipeline.Definitions.Reading;

/// <summary>Reads <c>exports:</c>.</summary>
internal sealed partial class ExportsSection
{
    private const string DatePlace = "{date}";

    private readonly KnownTables _tables;
    private readonly Dictionary<string, TableDeclaration> _declared;
    private readonly Dictionary<string, int> _files = new(StringComparer.OrdinalIgnoreCase);

    private ExportsSection(KnownTables tables, IReadOnlyList<TableDeclaration> declared)
    {
        _tables = tables;
        _declared = declared.DistinctBy(t => t.Name).ToDictionary(t => t.Name, StringComparer.Ordinal);
    }

    public static IReadOnlyList<ExportDefinition> Read(
        YamlSection root,
        KnownTables tables,
        IReadOnlyList<TableDeclaration> declared
    )
    {
        if (root.Find("exports") is not { } entry)
        {
            return [];
        }
        if (entry.Value.Kind != YamlKind.List)
        {
            root.Problems.Add(
                entry.Line,
                $"exports: expected a list (lines of \"- file: …\"), found {entry.Value.Described}."
            );
            return [];
        }
        var exports = new ExportsSection(tables, declared);
        var read = new List<ExportDefinition>();
        foreach (var item in entry.Value.Items)
        {
            if (item.Kind == YamlKind.Map)
            {
                var name = $"exports[{read.Count + 1}]";
                read.Add(exports.ReadOne(new YamlSection(name, item.Line, item.Entries, root.Problems)));
            }
            else
            {
                root.Problems.Add(
                    item.Line,
                    $"exports: expected \"file: …\" and \"table: …\", found {item.Described}."
                );
            }
        }
        return read;
    }

    private ExportDefinition ReadOne(YamlSection section)
    {
        var summary = section.Find("summary") is not null;
        if (summary)
        {
            section.AllowOnly("file", "summary");
        }
        else
        {
            section.AllowOnly("file", "table", "summary", "order", "columns");
            section.Require("table", "which KPI table's published rows the file holds");
            section.Require("order", "by which columns the rows are sorted, so that the same rows give the same file");
        }
        ReadFile(section);
        var key = summary ? "summary" : "table";
        var table = section.Text(key);
        if (table is not null && _tables.LayerOf(table) != ModelLayer.Kpi)
        {
            var kpis = _tables.Names.Where(n => _tables.LayerOf(n) == ModelLayer.Kpi).ToList();
            section.Problems.Add(
                section.LineOf(key),
                $"{section.PathOf(key)}: {(_tables.Has(table) ? $"{table} is not a KPI table" : $"there is no table {table}")}"
                    + $"{NearestName.Question(table, kpis)} Exports hold published rows, and only KPI tables are published."
            );
            table = null;
        }
        return new ExportDefinition
        {
            File = section.Text("file") ?? "",
            Table = table ?? "",
            Kind = summary ? ExportKind.Summary : ExportKind.Csv,
            Columns = summary ? [] : ReadColumns(section, "columns", table),
            Order = summary ? [] : ReadColumns(section, "order", table),
        };
    }

    private void ReadFile(YamlSection section)
    {
        if (section.RequiredText("file", "the file's name, with {date} where the date goes") is not { } file)
        {
            return;
        }
        var line = section.LineOf("file");
        var path = section.PathOf("file");
        if (!file.Contains(DatePlace, StringComparison.Ordinal))
        {
            section.Problems.Add(
                line,
                $"{path}: \"{file}\" lacks {DatePlace}, so each date would overwrite the one before. Add it."
            );
        }
        if (!Shape().IsMatch(file.Replace(DatePlace, "", StringComparison.Ordinal)) || file.StartsWith('.'))
        {
            section.Problems.Add(
                line,
                $"{path}: \"{file}\" is not a plain file name. Use letters, digits, dot, hyphen and underscore, no folder, "
                    + $"and {DatePlace}."
            );
        }
        if (!_files.TryAdd(file, line))
        {
            section.Problems.Add(line, $"{path}: \"{file}\" is already written by the export on line {_files[file]}.");
        }
    }

    private List<string> ReadColumns(YamlSection section, string key, string? table)
    {
        var columns = new List<string>();
        var known = table is null ? [] : _declared.GetValueOrDefault(table)?.Columns ?? [];
        // The run of a published row is the publication's to say; the views do not show it.
        var published = known.Select(c => c.Name).Where(c => c != "run_id").ToList();
        foreach (var item in section.TextList(key))
        {
            if (published.Count > 0 && !published.Contains(item.Text))
            {
                section.Problems.Add(
                    item.Line,
                    $"{section.PathOf(key)}: {table} publishes no column \"{item.Text}\""
                        + NearestName.Question(item.Text, published)
                );
            }
            else if (columns.Contains(item.Text))
            {
                section.Problems.Add(item.Line, $"{section.PathOf(key)}: {item.Text} is there twice.");
            }
            columns.Add(item.Text);
        }
        return columns;
    }

    [GeneratedRegex(@"^[A-Za-z0-9._-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
