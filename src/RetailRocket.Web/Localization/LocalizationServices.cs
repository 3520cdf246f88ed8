using Microsoft.AspNetCore.Localization;

namespace RetailRocket.Web.Localization;

/// <summary>Which language a request gets: the one chosen before (a cookie), else the browser's, else English.</summary>
internal static class LocalizationServices
{
    private static readonly TimeSpan CookieAge = TimeSpan.FromDays(365);

    public static void UseCultures(this IApplicationBuilder app)
    {
        var options = new RequestLocalizationOptions
        {
            DefaultRequestCulture = new RequestCulture(Cultures.All[0]),
            SupportedCultures = [.. Cultures.All],
            SupportedUICultures = [.. Cultures.All],
            RequestCultureProviders =
            [
                new CookieRequestCultureProvider { CookieName = Cultures.Cookie },
                new AcceptLanguageHeaderRequestCultureProvider(),
            ],
        };
        app.UseRequestLocalization(options);
    }

    /// <summary><c>/language/ko?returnUrl=…</c>: remembers the language and goes back.</summary>
    public static void MapLanguage(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/language/{code}",
                (string code, string? returnUrl, HttpContext context) =>
                {
                    var culture = Cultures.All.FirstOrDefault(culture => culture.TwoLetterISOLanguageName == code);
                    if (culture is null)
                        return Results.NotFound();
                    context.Response.Cookies.Append(
                        Cultures.Cookie,
                        CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)),
                        new CookieOptions
                        {
                            MaxAge = CookieAge,
                            HttpOnly = true,
                            SameSite = SameSiteMode.Lax,
                            Secure = context.Request.IsHttps,
                            IsEssential = true,
                        }
                    );
                    return Results.LocalRedirect(Security.AccountPaths.Local(returnUrl));
                }
            )
            .AllowAnonymous();
}
