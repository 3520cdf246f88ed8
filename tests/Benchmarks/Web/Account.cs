using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RetailRocket.Benchmarks.Web;

/// <summary>The person who looks at the pages: an admin, who sees all of them.</summary>
internal sealed partial class Account
{
    private const string Name = "benchmark@example.org";
    private const string Password = "a password for measuring";

    private Account(CookieCollection cookies) => Cookies = cookies;

    /// <summary>What the signed-in browser holds.</summary>
    public CookieCollection Cookies { get; }

    /// <summary>Makes the account, or resets it, and signs in.</summary>
    public static async Task<Account> SignInAsync(BenchmarkRun run, AppProcess app, CancellationToken cancellationToken)
    {
        var oneTime = await OneTimePasswordAsync(run, cancellationToken);
        using var handler = new HttpClientHandler { CookieContainer = new CookieContainer() };
        using var http = new HttpClient(handler) { BaseAddress = app.Address };
        await SubmitAsync(http, "account/sign-in", "sign-in", cancellationToken, ("Name", Name), ("Password", oneTime));
        var answer = await SubmitAsync(
            http,
            "account/password",
            "password",
            cancellationToken,
            ("Present", oneTime),
            ("Replacement", Password),
            ("Repeated", Password)
        );
        if (answer.RequestMessage!.RequestUri!.AbsolutePath.StartsWith("/account", StringComparison.Ordinal))
            throw new BenchmarkException($"Signing in ended at {answer.RequestMessage.RequestUri}.");
        return new Account(handler.CookieContainer.GetCookies(app.Address));
    }

    /// <summary>A client that is signed in.</summary>
    public HttpClient Client(Uri address)
    {
        var handler = new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false };
        handler.CookieContainer.Add(Cookies);
        return new HttpClient(handler) { BaseAddress = address };
    }

    private static async Task<string> OneTimePasswordAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var list = JsonDocument.Parse(
            await AppProcess.RunAsync(run.DataFolder, [0], cancellationToken, "user", "list", "--json")
        );
        var isThere = list
            .RootElement.GetProperty("people")
            .EnumerateArray()
            .Any(person => person.GetProperty("name").GetString() == Name);
        string[] command = isThere ? ["user", "reset", Name] : ["user", "add", Name, "--role", "admin"];
        var output = await AppProcess.RunAsync(run.DataFolder, [0], cancellationToken, [.. command, "--json"]);
        return JsonDocument.Parse(output).RootElement.GetProperty("password").GetString()!;
    }

    private static async Task<HttpResponseMessage> SubmitAsync(
        HttpClient http,
        string path,
        string form,
        CancellationToken cancellationToken,
        params (string Name, string Value)[] fields
    )
    {
        var html = await http.GetStringAsync(new Uri(path, UriKind.Relative), cancellationToken);
        var all = fields.ToDictionary(field => $"Input.{field.Name}", field => field.Value);
        all["__RequestVerificationToken"] = AntiforgeryToken().Match(html).Groups[1].Value;
        all["_handler"] = form;
        using var content = new FormUrlEncodedContent(all);
        var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return answer;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryToken();
}
