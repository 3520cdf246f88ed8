using System.Net;
using System.Text.RegularExpressions;

namespace RetailRocket.Benchmarks.Web;

/// <summary>
/// What there is to measure, as the app lists it: the pages of the navigation, one of each kind that they lead to, and the API's own
/// examples.
/// </summary>
internal sealed partial record SiteMap(IReadOnlyList<string> Pages, IReadOnlyList<string> Endpoints)
{
    private const string Certificates = "/certificates";

    /// <summary>A target by the kind of page: its path, with a star for what names one of many.</summary>
    public static string NameOf(string target) =>
        string.Join('/', target.Split('?')[0].Split('/').Select(part => OneOfMany().IsMatch(part) ? "*" : part));

    /// <summary>Its answer recomputes sessions unless the same was asked before.</summary>
    public static bool Recomputes(string target) => target.StartsWith("/explain", StringComparison.Ordinal);

    public static string NoteOf(string target) => Recomputes(target) ? "; with the answer kept" : "";

    public static bool IsPage(string target) => !target.StartsWith("/api/", StringComparison.Ordinal);

    public static async Task<SiteMap> ReadAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var navigation = Links(await ReadAsync(http, "/", cancellationToken), NavigationLink());
        var rooms = navigation.Select(RoomOf).Append(Certificates).Where(room => room.Length > 1).ToHashSet();
        var pages = new Dictionary<string, string>();
        foreach (var page in navigation)
            await AddAsync(page);
        // Pages have dates in their addresses, so each is met many times; the first of a kind stands for all.
        foreach (var page in pages.Values.ToList())
        foreach (var link in Links(await ReadAsync(http, page, cancellationToken), Link()))
            if (rooms.Contains(RoomOf(link)) && !pages.ContainsKey(NameOf(link)))
                await AddAsync(link);
        var endpoints = Links(await ReadAsync(http, "/api-docs", cancellationToken), EndpointLink());
        if (pages.Count == 0 || endpoints.Count == 0)
            throw new BenchmarkException("The app lists no pages or no endpoints; is its front page there?");
        return new SiteMap([.. pages.Values], endpoints);

        async Task AddAsync(string page)
        {
            using var answer = await http.GetAsync(new Uri(page, UriKind.Relative), cancellationToken);
            if (answer.StatusCode != HttpStatusCode.OK)
                BenchmarkRun.Say($"{NameOf(page)} answers {(int)answer.StatusCode}; it is not measured.");
            else if (answer.Content.Headers.ContentType?.MediaType == "text/html")
                pages.TryAdd(NameOf(page), page);
        }
    }

    private static string RoomOf(string target) => $"/{target.Split('?')[0].Split('/')[1]}";

    private static Task<string> ReadAsync(HttpClient http, string path, CancellationToken cancellationToken) =>
        http.GetStringAsync(new Uri(path, UriKind.Relative), cancellationToken);

    private static List<string> Links(string html, Regex pattern) =>
        [.. pattern.Matches(html).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Distinct()];

    [GeneratedRegex("<a href=\"(/[^\"]*)\" class=\"side-nav-link")]
    private static partial Regex NavigationLink();

    // Files have an extension and are no pages.
    [GeneratedRegex("<a href=\"(/[^\".?#]*(?:\\?[^\"#]*)?)\"")]
    private static partial Regex Link();

    [GeneratedRegex("<a href=\"(/api/v1/[^\"]+)\" target")]
    private static partial Regex EndpointLink();

    [GeneratedRegex("[0-9_]")]
    private static partial Regex OneOfMany();
}
