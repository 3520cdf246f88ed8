namespace RetailRocket.Web.Features.Catalogue;

/// <summary>The name of a node of the lineage as the drawing writes it.</summary>
public static class NodeWords
{
    private const int LongestLine = 22;
    private const string Published = "published.";

    /// <summary>One line or two, cut after an underscore; the schema of published views is left out, their colour says it.</summary>
    public static IReadOnlyList<string> Lines(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var words = name.StartsWith(Published, StringComparison.Ordinal) ? name[Published.Length..] : name;
        if (words.Length <= LongestLine)
            return [words];
        var cut = words.LastIndexOf('_', LongestLine - 1) + 1;
        if (cut == 0)
            cut = LongestLine;
        return [words[..cut], Short(words[cut..])];
    }

    private static string Short(string line) => line.Length <= LongestLine ? line : $"{line[..(LongestLine - 1)]}…";
}
