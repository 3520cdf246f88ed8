namespace RetailRocket.Pipeline.Definitions.Yaml;

/// <summary>A key of a map, the line of the key, and its value.</summary>
internal sealed record YamlEntry(string Key, int Line, YamlValue Value);
