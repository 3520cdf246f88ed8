using RetailRocket.Pipeline.Definitions.Yaml;

namespace RetailRocket.Pipeline.Definitions.Reading;

/// <summary>Joins <c>explain.what_if:</c> with the folders of <c>70_explain/what_if</c>.</summary>
internal sealed class WhatIfSection(
    PipelineFolder folder,
    KnownTables tables,
    IReadOnlyList<Setting> settings,
    ProblemList problems
)
{
    private const int MostMarginDays = 31;

    public IReadOnlyList<WhatIfDefinition> Read(YamlSection explain, QueryBinding binding)
    {
        var files = folder.Explains.Where(f => f.Kind == ExplainFileKind.WhatIf).ToLookup(f => f.Owner!);
        var read = new List<WhatIfDefinition>();
        foreach (var (name, section) in explain.Section("what_if")?.Sections() ?? [])
        {
            section.AllowOnly("setting", "value", "margin_days");
            var setting = ReadSetting(section);
            if (setting is null && section.Find("setting") is null && !files.Contains(name))
            {
                section.Problems.Add(
                    section.Line,
                    $"{section.Name} changes nothing: name a setting and its value, or write 70_explain/what_if/{name}/<model>.sql."
                );
            }
            read.Add(
                new WhatIfDefinition
                {
                    Name = name,
                    Setting = setting,
                    Models = [.. files[name].Select(f => Model(f, binding))],
                    MarginDays = section.WholeNumber("margin_days", 0, MostMarginDays) ?? 0,
                }
            );
        }
        foreach (var file in files.Where(g => read.All(w => w.Name != g.Key)).SelectMany(g => g))
        {
            problems.Add(
                file.Sql.Path,
                0,
                $"explain.what_if of pipeline.yml does not name {file.Owner}, so this file would do nothing"
                    + NearestName.Question(file.Owner!, read.Select(w => w.Name))
            );
        }
        return read;
    }

    private Setting? ReadSetting(YamlSection section)
    {
        if (section.Text("setting") is not { } name)
        {
            return null;
        }
        section.Require("value", $"which value {name} would have");
        if (settings.FirstOrDefault(s => s.Name == name) is not { } setting)
        {
            section.Problems.Add(
                section.LineOf("setting"),
                $"{section.PathOf("setting")}: there is no setting \"{name}\""
                    + NearestName.Question(name, settings.Select(s => s.Name))
            );
            return null;
        }
        var value = section.Find("value") is null ? null : SettingsSection.Value(section);
        return value is null ? null : setting with { Value = value };
    }

    private ReplacedTable Model(ExplainFile file, QueryBinding binding)
    {
        binding.Read(file.Sql, runIdAllowed: false, out _);
        if (tables.LayerOf(file.Name) is null)
        {
            problems.Add(
                file.Sql.Path,
                0,
                $"{file.Name} is no model of this pipeline; the file says how a model would be filled otherwise, and is named after it."
            );
        }
        return new ReplacedTable(file.Name, file.Sql);
    }
}
