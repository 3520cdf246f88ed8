namespace RetailRocket.EndToEnd.Tests.Support;

/// <summary>How a window looks at a page.</summary>
/// <param name="Language"><c>en</c> or <c>ko</c>.</param>
public sealed record Look(bool IsDark, int Width, string Language)
{
    public static Look Default { get; } = new(false, 1440, "en");

    /// <summary>Light and dark, desk and phone, both languages.</summary>
    public static IReadOnlyList<Look> All { get; } =
    [
        .. from dark in (bool[])[false, true]
        from width in (int[])[1440, 390]
        from language in (string[])["en", "ko"]
        select new Look(dark, width, language),
    ];

    public override string ToString() => $"{(IsDark ? "dark" : "light")}-{Width}-{Language}";
}
