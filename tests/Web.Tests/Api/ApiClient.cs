using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using RetailRocket.Web.Api.Tokens;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Api;

/// <summary>A program that uses the API with a personal token.</summary>
internal sealed class ApiClient : IDisposable
{
    private readonly HttpClient http;

    public ApiClient(Uri address, string? token)
    {
        http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = address,
        };
        if (token is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A client of an account of its own with the given roles.</summary>
    public static async Task<ApiClient> CreateAsync(AppHost host, params string[] roles)
    {
        var name = $"{Guid.NewGuid():N}@example.com";
        await host.AddAsync(name, roles);
        return new ApiClient(host.Address, await TokenOfAsync(host, name));
    }

    /// <summary>A new token of an account.</summary>
    public static Task<string> TokenOfAsync(AppHost host, string account) =>
        AsAsync(host, account, services => services.GetRequiredService<PersonalTokens>().CreateAsync("test", 1, Token));

    /// <summary>Does something as a signed-in person, as a page would.</summary>
    public static async Task<T> AsAsync<T>(AppHost host, string account, Func<IServiceProvider, Task<T>> action)
    {
        await using var scope = host.App.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var person = await services.GetRequiredService<UserManager<Person>>().FindByNameAsync(account);
        var claims = await services.GetRequiredService<IUserClaimsPrincipalFactory<Person>>().CreateAsync(person!);
        (
            (IHostEnvironmentAuthenticationStateProvider)services.GetRequiredService<AuthenticationStateProvider>()
        ).SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(claims.Identity!))));
        return await action(services);
    }

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, headers);

    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        params (string Name, string Value)[] headers
    )
    {
        var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return http.SendAsync(request, Token);
    }

    /// <summary>The text of an answer that is there.</summary>
    public async Task<string> TextAsync(string path)
    {
        var answer = await GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync(Token);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path} answers {(int)answer.StatusCode}: {text}");
        return text;
    }

    public async Task<JsonElement> JsonAsync(string path) => JsonDocument.Parse(await TextAsync(path)).RootElement;

    /// <summary>The problem of an answer that was refused.</summary>
    public async Task<JsonElement> ProblemAsync(
        HttpStatusCode status,
        string path,
        params (string Name, string Value)[] headers
    )
    {
        var answer = await GetAsync(path, headers);
        var text = await answer.Content.ReadAsStringAsync(Token);
        Assert.True(answer.StatusCode == status, $"{path} answers {(int)answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty("title").GetString()));
        Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty("detail").GetString()));
        return problem;
    }

    public void Dispose() => http.Dispose();
}
