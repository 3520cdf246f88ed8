namespace RetailRocket.EndToEnd.Tests.Support;

/// <summary>The pages that every look and every barrier test walks. A new page is added here, with a name for its pictures.</summary>
public static class PageList
{
    /// <param name="Name">Of its pictures.</param>
    /// <param name="Role">Who looks at it; null for nobody signed in.</param>
    public sealed record Entry(string Name, string Path, string? Role = Support.Role.Admin);

    public static IReadOnlyList<Entry> All { get; } =
    [
        new("sign-in", "/account/sign-in", null),
        new("password", "/account/password"),
        new("two-factor", "/account/two-factor"),
        new("tokens", "/account/tokens"),
        new("api", "/api-docs"),
        new("overview", "/"),
        new("overview-blocked", "/?to=2015-06-23"),
        new("help", "/help"),
        new("people", "/access"),
        new("audit", "/access/audit"),
        new("not-permitted", "/access", Support.Role.Analyst),
        new("not-found", "/no/such/page"),
    ];

    public static TheoryData<string> Names => [.. All.Select(page => page.Name)];

    public static Entry Of(string name) => All.Single(page => page.Name == name);
}
