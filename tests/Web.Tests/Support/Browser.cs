using System.Net;
using System.Text.RegularExpressions;

namespace RetailRocket.Web.Tests.Support;

/// <summary>What a browser without script does: cookies and forms.</summary>
public sealed partial class Browser : IDisposable
{
    private readonly HttpClientHandler handler = new()
    {
        AllowAutoRedirect = false,
        CookieContainer = new CookieContainer(),
    };
    private readonly HttpClient http;

    public Browser(Uri address)
    {
        http = new HttpClient(handler) { BaseAddress = address };
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return http.SendAsync(request, Token);
    }

    public async Task<string> ReadAsync(string path)
    {
        var answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Token));
    }

    /// <summary>Posts fields without a token, as a foreign page would.</summary>
    public Task<HttpResponseMessage> PostAsync(
        string path,
        IEnumerable<KeyValuePair<string, string>> fields,
        params (string Name, string Value)[] headers
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return http.SendAsync(request, Token);
    }

    /// <summary>Opens a page and posts one of its forms back with the page's own token.</summary>
    public Task<HttpResponseMessage> SubmitAsync(
        string page,
        string form,
        params (string Name, string Value)[] fields
    ) => SubmitToAsync(page, page, form, fields);

    /// <summary>The same for a form that posts elsewhere.</summary>
    public async Task<HttpResponseMessage> SubmitToAsync(
        string target,
        string page,
        string form,
        params (string Name, string Value)[] fields
    )
    {
        var html = await (await GetAsync(page)).Content.ReadAsStringAsync(Token);
        var all = fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).ToList();
        all.Add(KeyValuePair.Create("__RequestVerificationToken", AntiforgeryToken().Match(html).Groups[1].Value));
        all.Add(KeyValuePair.Create("_handler", form));
        return await PostAsync(target, all);
    }

    public Task<HttpResponseMessage> SignInAsync(string name, string password, string returnUrl = "/") =>
        SubmitAsync(
            $"/account/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}",
            "sign-in",
            ("Input.Name", name),
            ("Input.Password", password)
        );

    /// <summary>The cookies of this browser in another one: the same session twice.</summary>
    public void CopyCookiesTo(Browser other) =>
        other.handler.CookieContainer.Add(handler.CookieContainer.GetCookies(http.BaseAddress!));

    public void Dispose()
    {
        http.Dispose();
        handler.Dispose();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryToken();
}
