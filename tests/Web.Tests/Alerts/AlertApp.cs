using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetailRocket.Web.Alerts;
using RetailRocket.Web.Tests.Support;
using RetailRocket.Web.Watch;

namespace RetailRocket.Web.Tests.Alerts;

/// <summary>The app over data with one date held back, with alerts that look when the test says so or all the time.</summary>
internal sealed class AlertApp : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private AlertApp(AppHost host) => Host = host;

    public AppHost Host { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Looks only when told to, and sends nothing.</summary>
    public static Task<AlertApp> QuietAsync(params (string Name, string Value)[] settings) =>
        StartAsync([("Alerts:Enabled", "false"), .. settings]);

    /// <summary>Looks and sends by itself, with waits of tenths of seconds instead of minutes.</summary>
    public static Task<AlertApp> LiveAsync(params (string Name, string Value)[] settings) =>
        StartAsync([
            ("Alerts:LookEverySeconds", "0.2"),
            ("Alerts:SendEverySeconds", "0.1"),
            ("Alerts:FirstRetrySeconds", "0.2"),
            ("Alerts:LongestRetrySeconds", "0.4"),
            ("Alerts:PatienceSeconds", "2"),
            ("Alerts:Slack:Hosts", "127.0.0.1"),
            ("Alerts:Smtp:Tls", "false"),
            .. settings,
        ]);

    public static (string, string)[] Mail(FakeMailServer server) =>
        [
            ("Alerts:Smtp:Host", "127.0.0.1"),
            ("Alerts:Smtp:Port", server.Port.ToString(CultureInfo.InvariantCulture)),
            ("Alerts:Smtp:To", "team@example.org"),
        ];

    public Task<int?> LookAsync() => Host.Get<AlertLook>().RunAsync(Token);

    public async Task<T> ReadAsync<T>(Func<WatchContext, Task<T>> read)
    {
        await using var context = await Host.Get<IDbContextFactory<WatchContext>>().CreateDbContextAsync(Token);
        return await read(context);
    }

    /// <summary>Waits for something that the background does.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(Token);
        wait.CancelAfter(Patience);
        while (!await holds())
            await Task.Delay(50, wait.Token);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private static async Task<AlertApp> StartAsync(IEnumerable<(string Name, string Value)> settings)
    {
        // What a test sets stands behind what all have.
        var last = settings.GroupBy(one => one.Name).ToDictionary(one => one.Key, one => (string?)one.Last().Value);
        var host = new AppHost(last);
        await host.InitializeAsync();
        return new AlertApp(host);
    }
}
