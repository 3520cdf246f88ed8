using Microsoft.Extensions.Localization;
using RetailRocket.Web.Localization;

namespace RetailRocket.Pipeline.Tests.Support;

/// <summary>Every text is its key.</summary>
public sealed class KeysAsText : IStringLocalizer<Text>
{
    public LocalizedString this[string name] => new(name, name);

    public LocalizedString this[string name, params object[] arguments] => new(name, name);

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];
}
