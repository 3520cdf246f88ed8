using RetailRocket.Pipeline.Definitions.Yaml;

namespace RetailRocket.Pipeline.Definitions.Reading;

/// <summary>Reads texts that are written either plainly or by language: <c>{ en: …, ko: … }</c>.</summary>
internal static class LocalTexts
{
    /// <summary>The text under a key; null when it is not there or unusable.</summary>
    public static LocalText? Read(YamlSection parent, string key)
    {
        if (parent.Find(key)?.Value.Kind != YamlKind.Map)
        {
            return parent.Text(key) is { } text ? LocalText.Of(text) : null;
        }
        return parent.Section(key) is { } section && ByLanguage(section) is { Count: > 0 } texts
            ? new LocalText(texts)
            : null;
    }

    /// <summary>The texts of a section whose keys are languages.</summary>
    public static Dictionary<string, string> ByLanguage(YamlSection section)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in section.Entries)
        {
            if (!IsLanguage(entry.Key))
            {
                section.Problems.Add(
                    entry.Line,
                    $"{section.PathOf(entry.Key)}: a language is two lower-case letters, such as en or ko."
                );
            }
            else if (section.Text(entry.Key) is { } text)
            {
                texts.Add(entry.Key, text);
            }
        }
        if (section.Entries.Count == 0)
        {
            section.Problems.Add(section.Line, $"{section.Name} holds no language; write {{ en: … }}.");
        }
        return texts;
    }

    public static bool IsLanguage(string text) => text.Length == 2 && text.All(char.IsAsciiLetterLower);
}
