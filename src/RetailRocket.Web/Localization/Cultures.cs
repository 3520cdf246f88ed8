using System.Globalization;
using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Web.Localization;

/// <summary>The languages of the pages.</summary>
public static class Cultures
{
    public const string Cookie = "language";

    public static IReadOnlyList<CultureInfo> All { get; } = [new("en-US"), new("ko-KR")];

    /// <summary>Two letters for the <c>lang</c> attribute and for the titles in pipeline.yml.</summary>
    public static string Code => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>The text in the page's language, or else in English, or else any.</summary>
    public static string Pick(LocalText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.ByLanguage.GetValueOrDefault(Code) ?? text.English;
    }
}
