using System.Net;
using System.Text.RegularExpressions;

namespace RetailRocket.Benchmarks.Web;

/// <summary>What there is to measure: the pages of the navigation and the API's own examples, as the app lists them.</summary>
internal sealed partial record SiteMap(IReadOnlyList<string> Pages, IReadOnlyList<string> Endpoints)
{
    /// <summary>A target by the path that it is named after.</summary>
    public static string NameOf(string target) => target.Split('?')[0];

    public static async Task<SiteMap> ReadAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var navigation = Links(await ReadAsync(http, "/", cancellationToken), NavigationLink());
        var pages = new List<string>();
        foreach (var page in navigation)
        {
            var answer = await http.GetAsync(new Uri(page, UriKind.Relative), cancellationToken);
            if (answer.StatusCode == HttpStatusCode.OK)
                pages.Add(page);
            else
                BenchmarkRun.Say($"{NameOf(page)} answers {(int)answer.StatusCode}; it is not measured.");
        }
        var endpoints = Links(await ReadAsync(http, "/api-docs", cancellationToken), EndpointLink());
        if (pages.Count == 0 || endpoints.Count == 0)
            throw new BenchmarkException("The app lists no pages or no endpoints; is its front page there?");
        return new SiteMap(pages, endpoints);
    }

    private static Task<string> ReadAsync(HttpClient http, string path, CancellationToken cancellationToken) =>
        http.GetStringAsync(new Uri(path, UriKind.Relative), cancellationToken);

    private static List<string> Links(string html, Regex pattern) =>
        [.. pattern.Matches(html).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Distinct()];

    [GeneratedRegex("<a href=\"(/[^\"]*)\" class=\"side-nav-link")]
    private static partial Regex NavigationLink();

    [GeneratedRegex("<a href=\"(/api/v1/[^\"]+)\" target")]
    private static partial Regex EndpointLink();
}
