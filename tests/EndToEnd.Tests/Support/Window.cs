using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace RetailRocket.EndToEnd.Tests.Support;

/// <summary>A browser window that remembers what went wrong in it.</summary>
public sealed class Window : IAsyncDisposable
{
    private static readonly SemaphoreSlim Camera = new(1);

    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> problems = new();

    private readonly string address;

    private Window(IBrowserContext context, IPage page, string address)
    {
        this.context = context;
        this.address = address;
        Page = page;
        Watch(page);
    }

    public static async Task<Window> OpenAsync(IBrowserContext context, string address) =>
        new(context, await context.NewPageAsync(), address);

    public IPage Page { get; private set; }

    /// <summary>Errors, warnings and requests that left the machine, so far.</summary>
    public IReadOnlyList<string> Problems => [.. problems];

    /// <summary>Opens a page and waits until it answers to clicks.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await LiveAsync();
        Assert.Equal(path.Split('?')[0], new Uri(Page.Url).AbsolutePath);
    }

    /// <summary>Waits until the page is on its circuit, its data and its letters are there and its charts are drawn.</summary>
    public async Task LiveAsync()
    {
        // In this order: what the server wrote first has its data already, and the circuit asks for it again.
        if (await Page.Locator(".shell").CountAsync() > 0)
            await Page.WaitForFunctionAsync("() => document.querySelector('.shell')?.dataset.live === 'true'");
        await Page.WaitForFunctionAsync("() => !document.querySelector('[aria-busy=true]')");
        // Until its font is there a page is written in another one, which is wider.
        await Page.EvaluateAsync("() => document.fonts.ready.then(() => true)");
        // Charts draw once the browser has told their width.
        await Page.WaitForFunctionAsync(
            "() => [...document.querySelectorAll('.rz-chart')].every(chart => chart.querySelector('svg'))"
        );
    }

    /// <summary>
    /// A picture of the whole page. One at a time, and in front: Chromium may keep a capture waiting for ever while it
    /// draws another window.
    /// </summary>
    public async Task PictureAsync(string path)
    {
        await Camera.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            await Page.BringToFrontAsync();
            await Page.ScreenshotAsync(new() { Path = path, FullPage = true });
        }
        finally
        {
            Camera.Release();
        }
    }

    /// <summary>Changes the theme of the system and the size of the window under an open page.</summary>
    public async Task TurnAsync(Look look)
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = look.Scheme, ReducedMotion = ReducedMotion.Reduce });
        await Page.SetViewportSizeAsync(look.Width, look.Height);
    }

    /// <summary>Goes on in a new tab: what the old one held in memory is gone, cookies and cache stay.</summary>
    public async Task RenewAsync()
    {
        var old = Page;
        Page = await context.NewPageAsync();
        Watch(Page);
        await old.CloseAsync();
    }

    public async Task SignInAsync(string account, string password)
    {
        await Page.GotoAsync("/account/sign-in");
        await Page.FillAsync("#name", account);
        await Page.FillAsync("#password", password);
        await Page.ClickAsync("button[type=submit]");
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private void Watch(IPage page)
    {
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                problems.Enqueue($"console {message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => problems.Enqueue($"script: {error}");
        page.Request += (_, request) =>
        {
            if (
                !request.Url.StartsWith(address, StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal)
            )
                problems.Enqueue($"request to elsewhere: {request.Url}");
        };
        var sockets = address.Replace("http", "ws", StringComparison.Ordinal);
        page.WebSocket += (_, socket) =>
        {
            if (!socket.Url.StartsWith(sockets, StringComparison.Ordinal))
                problems.Enqueue($"socket to elsewhere: {socket.Url}");
        };
    }
}
