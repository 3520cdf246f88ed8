using System.Text.RegularExpressions;

namespace RetailRocket.Pipeline.Definitions.Reading;

/// <summary>The names that tables, columns, settings and pipelines may have: they need no quotes in SQL.</summary>
internal static partial class TableName
{
    /// <summary>Leaves room under PostgreSQL's 63 bytes for the names of partitions.</summary>
    public const int MaxLength = 55;

    public const string Rule =
        "Names are lower-case letters, digits and underscores, not starting with a digit, at most 55 long.";

    public static bool IsValid(string name) => name.Length <= MaxLength && Shape().IsMatch(name);

    /// <summary>Checks are named like tables, but may start with a number that orders them.</summary>
    public static bool IsValidCheck(string name) => name.Length <= MaxLength && Shape().IsMatch("_" + name);

    [GeneratedRegex(@"^[a-z_][a-z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
