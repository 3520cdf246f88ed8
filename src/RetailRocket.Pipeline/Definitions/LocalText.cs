namespace RetailRocket.Pipeline.Definitions;

/// <summary>A text in one language or more.</summary>
/// <param name="ByLanguage">By two letters: <c>en</c>, <c>ko</c>.</param>
public sealed record LocalText(IReadOnlyDictionary<string, string> ByLanguage)
{
    private const string EnglishCode = "en";

    /// <summary>In English, or else in the language there is; empty without any.</summary>
    public string English => ByLanguage.GetValueOrDefault(EnglishCode) ?? ByLanguage.Values.FirstOrDefault() ?? "";

    /// <summary>A text that says nothing of its language counts as English.</summary>
    public static LocalText Of(string english) => new(new Dictionary<string, string> { [EnglishCode] = english });
}
