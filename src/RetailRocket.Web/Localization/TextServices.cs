using Microsoft.Extensions.Localization;

namespace RetailRocket.Web.Localization;

/// <summary>Registers the texts of the pages.</summary>
public static class TextServices
{
    public static IServiceCollection AddTexts(this IServiceCollection services) =>
        services.AddLocalization().AddSingleton<IStringLocalizer<Text>, PluralText>();
}
