using RetailRocket.Pipeline.Definitions.Reading;

namespace RetailRocket.Pipeline.Definitions.Yaml;

/// <summary>
/// A map of the file, read key by key; its name is its dotted path, such as <c>sources.events</c>, empty at the top. A value of
/// the wrong kind becomes a problem and reads as absent, so that one pass finds them all.
/// </summary>
internal sealed record YamlSection(string Name, int Line, IReadOnlyList<YamlEntry> Entries, FileProblems Problems)
{
    /// <summary>Reports every key that is not one of <paramref name="keys"/>.</summary>
    public void AllowOnly(params string[] keys)
    {
        foreach (var entry in Entries.Where(e => !keys.Contains(e.Key, StringComparer.Ordinal)))
        {
            var question = NearestName.Question(entry.Key, keys);
            Problems.Add(
                entry.Line,
                $"{PathOf(entry.Key)} is not a setting of this place{question} Known here: {string.Join(", ", keys)}."
            );
        }
    }

    public YamlEntry? Find(string key) => Entries.FirstOrDefault(e => e.Key == key);

    /// <summary>Line of the key, or of the section when it is not there.</summary>
    public int LineOf(string key) => Find(key)?.Line ?? Line;

    public string PathOf(string key) => Name.Length == 0 ? key : $"{Name}.{key}";

    public string? Text(string key)
    {
        if (Find(key) is not { } entry)
        {
            return null;
        }
        if (entry.Value.Kind == YamlKind.Scalar && entry.Value.Text.Length > 0)
        {
            return entry.Value.Text;
        }
        Expected(entry, "a text");
        return null;
    }

    /// <param name="key">A key that must be there.</param>
    /// <param name="meaning">What the value says, to follow "It says": ends the message about a missing key.</param>
    public string? RequiredText(string key, string meaning)
    {
        Require(key, meaning);
        return Text(key);
    }

    public void Require(string key, string meaning)
    {
        if (Find(key) is null)
        {
            Problems.Add(Line, $"{PathOf(key)} is missing. It says {meaning}.");
        }
    }

    public bool? Flag(string key)
    {
        var entry = Find(key);
        var flag = entry?.Value.AsBool();
        if (entry is not null && flag is null)
        {
            Expected(entry, "true or false");
        }
        return flag;
    }

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public int? WholeNumber(string key, int least, int most)
    {
        var entry = Find(key);
        var number = entry?.Value.AsLong();
        if (entry is not null && (number is null || number < least || number > most))
        {
            Expected(entry, $"a whole number from {least} to {most}");
            return null;
        }
        return (int?)number;
    }

    public T? Choice<T>(string key, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        if (Find(key) is not { } entry)
        {
            return null;
        }
        if (entry.Value.Kind == YamlKind.Scalar && choices.TryGetValue(entry.Value.Text, out var choice))
        {
            return choice;
        }
        Expected(entry, $"one of {string.Join(", ", choices.Keys)}");
        return null;
    }

    /// <summary>The map under <paramref name="key"/>; null when it is not there, or is something else.</summary>
    public YamlSection? Section(string key)
    {
        if (Find(key) is not { } entry)
        {
            return null;
        }
        if (entry.Value.Kind == YamlKind.Map)
        {
            return new YamlSection(PathOf(key), entry.Line, entry.Value.Entries, Problems);
        }
        Expected(entry, "a map (lines of \"key: value\")");
        return null;
    }

    /// <summary>The maps under the keys of this section, for sections whose keys are names that people give.</summary>
    public IEnumerable<(string Key, YamlSection Section)> Sections()
    {
        foreach (var entry in Entries)
        {
            if (Section(entry.Key) is { } section)
            {
                yield return (entry.Key, section);
            }
        }
    }

    /// <summary>The texts of a list with their lines; empty when it is not there.</summary>
    public IReadOnlyList<YamlValue> TextList(string key)
    {
        if (Find(key) is not { } entry)
        {
            return [];
        }
        if (entry.Value.Kind == YamlKind.List && entry.Value.Items.Count > 0)
        {
            var wrong = entry.Value.Items.FirstOrDefault(i => i.Kind != YamlKind.Scalar || i.Text.Length == 0);
            if (wrong is null)
            {
                return entry.Value.Items;
            }
            Problems.Add(wrong.Line, $"{PathOf(key)}: expected a list of texts, found {wrong.Described} in it.");
            return [];
        }
        Expected(entry, "a list of texts, such as [one, two]");
        return [];
    }

    private void Expected(YamlEntry entry, string what)
    {
        // A value that stands below its key is found on its own line.
        var line = entry.Value.Kind == YamlKind.Empty ? entry.Line : entry.Value.Line;
        Problems.Add(line, $"{PathOf(entry.Key)}: expected {what}, found {entry.Value.Described}.");
    }
}
