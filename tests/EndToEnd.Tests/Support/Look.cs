using Microsoft.Playwright;

namespace RetailRocket.EndToEnd.Tests.Support;

/// <summary>How a window looks at a page.</summary>
/// <param name="Language"><c>en</c> or <c>ko</c>.</param>
public sealed record Look(bool IsDark, int Width, string Language)
{
    public static Look Default { get; } = new(false, 1440, "en");

    /// <summary>Light and dark, desk and phone.</summary>
    public static IReadOnlyList<Look> In(string language) =>
        [.. from width in (int[])[1440, 390] from dark in (bool[])[false, true] select new Look(dark, width, language)];

    public int Height => Width > 600 ? 900 : 844;

    public ColorScheme Scheme => IsDark ? ColorScheme.Dark : ColorScheme.Light;

    public override string ToString() => $"{(IsDark ? "dark" : "light")}-{Width}-{Language}";
}
