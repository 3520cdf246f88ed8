using System.Text.RegularExpressions;
using System.Xml.Linq;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Localization;

public sealed partial class ResourcesTests
{
    private static readonly IReadOnlyDictionary<string, string> English = Read("Text.resx");
    private static readonly IReadOnlyDictionary<string, string> Korean = Read("Text.ko.resx");

    [Fact]
    public void Files_BothLanguages_HaveTheSameKeys()
    {
        Assert.NotEmpty(English);
        Assert.Equal(English.Keys.Order(StringComparer.Ordinal), Korean.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Values_BothLanguages_AreWords()
    {
        Assert.Empty(
            English.Concat(Korean).Where(text => string.IsNullOrWhiteSpace(text.Value)).Select(text => text.Key)
        );
        // A Korean text without a single Hangul letter was forgotten, unless the term is the same everywhere.
        var latin = Korean.Where(text => !Hangul().IsMatch(text.Value)).Select(text => text.Key);
        Assert.Equal(["Funnel.CauseWhole", "Term.Points"], latin.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Placeholders_BothLanguages_AreTheSame()
    {
        Assert.All(English.Keys, key => Assert.Equal(Places(English[key]), Places(Korean[key])));
    }

    [Fact]
    public void Keys_OfTheFiles_AreAllUsed()
    {
        var sources = Sources();
        // A key that is put together, such as $"Runs.Trigger.{run.Trigger}" or $"Funnel.{metric}About", is used by its shape.
        var shapes = Composed()
            .Matches(sources)
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .Select(text => new Regex("^" + Hole().Replace(Regex.Escape(text).Replace("}", "\\}"), "[A-Za-z]+") + "$"))
            .ToList();
        Assert.All(
            English.Keys,
            key =>
                Assert.True(
                    sources.Contains($"\"{key}\"", StringComparison.Ordinal) || shapes.Any(shape => shape.IsMatch(key)),
                    $"No page uses {key}."
                )
        );
    }

    [Fact]
    public void Keys_UsedByPages_AreAllInTheFiles()
    {
        var used = Use().Matches(Sources()).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.True(used.Count > 50, "The search for uses no longer finds them.");
        Assert.Equal([], used.Except(English.Keys));
    }

    private static Dictionary<string, string> Read(string file) =>
        XDocument
            .Load(Path.Combine(Repository.WebSources, "Localization", file))
            .Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(match => match.Value)];

    private static string Sources() =>
        string.Join(
            '\n',
            Directory
                .EnumerateFiles(Repository.WebSources, "*", SearchOption.AllDirectories)
                .Where(file =>
                    file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal)
                )
                .Where(file =>
                    !file.Contains(
                        $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}",
                        StringComparison.Ordinal
                    )
                )
                .Select(File.ReadAllText)
        );

    [GeneratedRegex(@"\bT\[""([A-Za-z.]+)""")]
    private static partial Regex Use();

    [GeneratedRegex(@"\$""([A-Z][A-Za-z]*\.[A-Za-z.]*\{[^{}""]+\}[A-Za-z.]*)""")]
    private static partial Regex Composed();

    [GeneratedRegex(@"\\\{.*?\\\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\p{IsHangulSyllables}")]
    private static partial Regex Hangul();
}
