using RetailRocket.Pipeline.Definitions.Yaml;

namespace RetailRocket.Pipeline.Definitions.Reading;

/// <summary>
/// Reads <c>00_schema/meanings.&lt;language&gt;.yml</c>: by table what a row is (<c>is</c>) and what its <c>columns</c> mean. A file says
/// something of every table and column of the schema and of no other, so that no page falls back to another language.
/// </summary>
internal static class MeaningsFile
{
    private const string Start = "00_schema/meanings.";
    private const string End = ".yml";

    /// <summary>The language of the file; null when it is no file of meanings.</summary>
    public static string? LanguageOf(string path) =>
        path.StartsWith(Start, StringComparison.Ordinal)
        && path.EndsWith(End, StringComparison.Ordinal)
        && path.Length == Start.Length + 2 + End.Length
        && path.Substring(Start.Length, 2) is var language
        && LocalTexts.IsLanguage(language)
            ? language
            : null;

    public static TableMeanings Read(
        IReadOnlyList<SqlText> files,
        IReadOnlyList<TableDeclaration> tables,
        ProblemList problems
    )
    {
        var meanings = new Dictionary<(string, string, string?), string>();
        foreach (var file in files)
        {
            var own = problems.In(file.Path);
            if (YamlFile.Read(file.Sql, own) is not { } yaml)
            {
                continue;
            }
            var language = LanguageOf(file.Path)!;
            var root = new YamlSection("", 1, yaml.Entries, own);
            AllowOnly(root, "a table of 00_schema", [.. tables.Select(t => t.Name)]);
            foreach (var table in tables)
            {
                Read(root, table, (column, text) => meanings[(language, table.Name, column)] = text);
            }
        }
        return new TableMeanings(meanings);
    }

    private static void Read(YamlSection root, TableDeclaration table, Action<string?, string> found)
    {
        root.Require(table.Name, "what a row of the table is and what its columns mean");
        if (root.Section(table.Name) is not { } section)
        {
            return;
        }
        section.AllowOnly("is", "columns");
        if (section.RequiredText("is", "what a row of the table is") is { } meaning)
        {
            found(null, meaning);
        }
        section.Require("columns", "what each column means");
        if (section.Section("columns") is not { } columns)
        {
            return;
        }
        AllowOnly(columns, $"a column of {table.Name}", [.. table.Columns.Select(c => c.Name)]);
        foreach (var column in table.Columns)
        {
            if (columns.RequiredText(column.Name, "what the column means") is { } text)
            {
                found(column.Name, text);
            }
        }
    }

    private static void AllowOnly(YamlSection section, string kind, IReadOnlyList<string> names)
    {
        foreach (var entry in section.Entries.Where(e => !names.Contains(e.Key)))
        {
            section.Problems.Add(
                entry.Line,
                $"{section.PathOf(entry.Key)} is not {kind}{NearestName.Question(entry.Key, names)}"
            );
        }
    }
}
