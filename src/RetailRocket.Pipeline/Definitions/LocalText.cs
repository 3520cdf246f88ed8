namespace RetailRocket.Pipeline.Definitions;

/// <summary>A text in one language or more. Equal texts in equal languages are equal.</summary>
public sealed class LocalText : IEquatable<LocalText>
{
    public const string EnglishCode = "en";

    /// <param name="byLanguage">By two letters: <c>en</c>, <c>ko</c>.</param>
    public LocalText(IReadOnlyDictionary<string, string> byLanguage)
    {
        ArgumentNullException.ThrowIfNull(byLanguage);
        ByLanguage = byLanguage;
    }

    public IReadOnlyDictionary<string, string> ByLanguage { get; }

    /// <summary>In English, or else in the language there is; empty without any.</summary>
    public string English => ByLanguage.GetValueOrDefault(EnglishCode) ?? ByLanguage.Values.FirstOrDefault() ?? "";

    /// <summary>A text that says nothing of its language counts as English.</summary>
    public static LocalText Of(string english) => new(new Dictionary<string, string> { [EnglishCode] = english });

    public bool Equals(LocalText? other) =>
        other is not null
        && ByLanguage.Count == other.ByLanguage.Count
        && ByLanguage.All(text => other.ByLanguage.GetValueOrDefault(text.Key) == text.Value);

    public override bool Equals(object? obj) => Equals(obj as LocalText);

    public override int GetHashCode() => English.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => English;
}
