using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;

namespace RetailRocket.Web.Localization;

/// <summary>
/// The texts of the pages with words that follow a number: <c>{0} {0?date|dates}</c> is "1 date" and "2 dates". Numbers may be given
/// as numbers or as they are printed.
/// </summary>
public sealed partial class PluralText(IStringLocalizerFactory factory) : IStringLocalizer<Text>
{
    private readonly IStringLocalizer texts = factory.Create(typeof(Text));

    public LocalizedString this[string name] => texts[name];

    public LocalizedString this[string name, params object[] arguments]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(arguments);
            var text = texts[name];
            var format = Choice()
                .Replace(text.Value, choice => choice.Groups[IsOne(arguments, choice.Groups[1].Value) ? 2 : 3].Value);
            return new LocalizedString(
                name,
                string.Format(CultureInfo.CurrentCulture, format, arguments),
                text.ResourceNotFound,
                text.SearchedLocation
            );
        }
    }

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) =>
        texts.GetAllStrings(includeParentCultures);

    private static bool IsOne(object[] arguments, string place) =>
        Convert.ToString(arguments[int.Parse(place, CultureInfo.InvariantCulture)], CultureInfo.InvariantCulture)
        == "1";

    [GeneratedRegex(@"\{(\d)\?([^|{}]*)\|([^|{}]*)\}")]
    private static partial Regex Choice();
}
