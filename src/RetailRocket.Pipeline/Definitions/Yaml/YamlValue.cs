using System.Globalization;
using System.Text.RegularExpressions;

namespace RetailRocket.Pipeline.Definitions.Yaml;

/// <summary>A value of a YAML file with the line it stands on.</summary>
internal sealed partial record YamlValue(int Line, YamlKind Kind)
{
    /// <summary>The text of a scalar, without quotes.</summary>
    public string Text { get; init; } = "";

    /// <summary>Written without quotes, so that <c>30</c> is a number and <c>true</c> a boolean.</summary>
    public bool Plain { get; init; }

    public IReadOnlyList<YamlEntry> Entries { get; init; } = [];
    public IReadOnlyList<YamlValue> Items { get; init; } = [];

    /// <summary>The kind as a person would name it.</summary>
    public string Described =>
        Kind switch
        {
            YamlKind.Empty => "nothing",
            YamlKind.List => "a list",
            YamlKind.Map => "a map",
            _ => $"\"{Text}\"",
        };

    /// <summary>The whole number that the scalar is written as, or null.</summary>
    public long? AsLong() =>
        Kind == YamlKind.Scalar
        && Plain
        && long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>The number that the scalar is written as, or null.</summary>
    public decimal? AsDecimal() =>
        LooksNumeric && decimal.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>The boolean that the scalar is written as, or null.</summary>
    public bool? AsBool() =>
        (Kind, Plain, Text) switch
        {
            (YamlKind.Scalar, true, "true" or "True" or "TRUE") => true,
            (YamlKind.Scalar, true, "false" or "False" or "FALSE") => false,
            _ => null,
        };

    /// <summary>Written as a number, whether or not it fits one of ours.</summary>
    public bool LooksNumeric => Kind == YamlKind.Scalar && Plain && NumberShape().IsMatch(Text);

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NumberShape();
}
