using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RetailRocket.Web.Tests.Alerts;

/// <summary>A Slack that answers each post as the test wants, and accepts the rest.</summary>
internal sealed class FakeWebhook : IAsyncDisposable
{
    /// <summary>Part of the address that nobody may see again.</summary>
    public const string Secret = "T000-B000-secret";

    private readonly ConcurrentQueue<Func<HttpContext, Task>> answers = new();
    private readonly ConcurrentQueue<DateTimeOffset> asked = new();
    private readonly ConcurrentQueue<string> accepted = new();
    private readonly WebApplication app;
    private int followed;

    private FakeWebhook(WebApplication app) => this.app = app;

    public string Address => $"{app.Urls.First()}/services/{Secret}";

    /// <summary>What was posted and accepted.</summary>
    public IReadOnlyCollection<string> Accepted => accepted;

    /// <summary>When it was posted to.</summary>
    public IReadOnlyCollection<DateTimeOffset> Asked => asked;

    /// <summary>How often a redirect was followed.</summary>
    public int Followed => followed;

    public static async Task<FakeWebhook> StartAsync(params Func<HttpContext, Task>[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var webhook = new FakeWebhook(builder.Build());
        foreach (var answer in answers)
            webhook.answers.Enqueue(answer);
        webhook.app.MapPost($"/services/{Secret}", webhook.AnswerAsync);
        webhook.app.Map("/elsewhere", () => Interlocked.Increment(ref webhook.followed));
        await webhook.app.StartAsync();
        return webhook;
    }

    public static Task TooMany(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = "1";
        return Task.CompletedTask;
    }

    public static Task Fail(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        return Task.CompletedTask;
    }

    public static Task Redirect(HttpContext context)
    {
        context.Response.Redirect("/elsewhere");
        return Task.CompletedTask;
    }

    /// <summary>Says nothing until the other side has enough.</summary>
    public static async Task Nothing(HttpContext context)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The other side has had enough.
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        asked.Enqueue(DateTimeOffset.UtcNow);
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        if (answers.TryDequeue(out var answer))
        {
            await answer(context);
            return;
        }
        accepted.Enqueue(body);
    }
}
