using RetailRocket.Pipeline.Definitions.Yaml;

namespace RetailRocket.Pipeline.Definitions.Reading;

/// <summary>Reads <c>settings:</c>.</summary>
internal static class SettingsSection
{
    /// <summary>Parameters that the engine gives, and no setting may therefore be named after.</summary>
    public static readonly IReadOnlyList<string> EngineParameters = ["from", "to", "time_zone", "file_ids", "run_id"];

    public static IReadOnlyList<Setting> Read(YamlSection root)
    {
        var settings = new List<Setting>();
        foreach (var (name, section) in root.Section("settings")?.Sections() ?? [])
        {
            section.AllowOnly("value", "about");
            if (!TableName.IsValid(name))
            {
                section.Problems.Add(section.Line, $"settings.{name} cannot name a parameter of SQL. {TableName.Rule}");
            }
            else if (EngineParameters.Contains(name))
            {
                section.Problems.Add(
                    section.Line,
                    $"settings.{name}: @{name} is a parameter of the engine; choose another name."
                );
            }
            section.Require("value", "what SQL reads as @" + name + ": a number, a text, true or false");
            // A setting without a usable value is still known by name, so that SQL naming it is not a second problem.
            var about = section.Find("about") is null ? null : LocalTexts.Read(section, "about");
            settings.Add(new Setting(name, Value(section) ?? "", about ?? LocalText.Of("")));
        }
        return settings;
    }

    /// <summary>What <c>value</c> of the section says; null when that is nothing usable, which is then a problem.</summary>
    public static object? Value(YamlSection section)
    {
        if (section.Find("value") is not { } entry)
        {
            return null;
        }
        var value = entry.Value;
        if (value.Kind != YamlKind.Scalar)
        {
            section.Problems.Add(
                entry.Line,
                $"{section.PathOf("value")}: expected a number, a text, true or false, found {value.Described}."
            );
            return null;
        }
        object? read = (object?)value.AsLong() ?? (object?)value.AsDecimal() ?? value.AsBool();
        if (read is null && value.LooksNumeric)
        {
            section.Problems.Add(
                entry.Line,
                $"{section.PathOf("value")}: {value.Text} is too large a number; a setting holds up to 28 digits."
            );
        }
        return read ?? value.Text;
    }
}
