using System.Text.RegularExpressions;

namespace RetailRocket.Pipeline.Database;

/// <summary>
/// An identifier that is safe to place in SQL: a lower-case letter or underscore, then lower-case letters, digits and
/// underscores, 63 bytes at most (what PostgreSQL keeps of a name).
/// </summary>
public sealed partial class SqlName : IEquatable<SqlName>
{
    /// <summary>Longest identifier that PostgreSQL does not cut, in bytes.</summary>
    public const int MaxLength = 63;

    /// <exception cref="ArgumentException"><paramref name="value"/> is not such an identifier.</exception>
    public SqlName(string value)
    {
        if (!IsValid(value))
            throw new ArgumentException(
                $"\"{value}\" cannot be used as a database name: use lower-case letters, digits and underscores, "
                    + $"not starting with a digit, {MaxLength} characters at most.",
                nameof(value)
            );
        Value = value;
    }

    /// <summary>The name without quotes.</summary>
    public string Value { get; }

    /// <summary>The name in double quotes, so that reserved words are names too.</summary>
    public string Quoted => $"\"{Value}\"";

    /// <summary>Whether <paramref name="value"/> may be used as a name.</summary>
    public static bool IsValid(string? value) =>
        value is { Length: > 0 and <= MaxLength } && Identifier().IsMatch(value);

    /// <summary>Validates and quotes a bare name.</summary>
    /// <exception cref="ArgumentException">It is not a valid name.</exception>
    public static string Quote(string name) => new SqlName(name).Quoted;

    /// <summary>Validates and quotes <c>schema.name</c>.</summary>
    /// <exception cref="ArgumentException">One of the two is not a valid name.</exception>
    public static string Quote(string schema, string name) => $"{Quote(schema)}.{Quote(name)}";

    public bool Equals(SqlName? other) => other is not null && Value == other.Value;

    public override bool Equals(object? obj) => Equals(obj as SqlName);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value);

    /// <summary>The quoted name, so that it can be interpolated into SQL.</summary>
    public override string ToString() => Quoted;

    [GeneratedRegex(@"\A[a-z_][a-z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();
}
