using RetailRocket.Pipeline.Tests.Support;

namespace RetailRocket.Pipeline.Tests.Engine;

/// <summary>The real sample, landed and run once over all its dates; made by the first test that asks.</summary>
public sealed class RealSample : IAsyncDisposable
{
    public const string First = "2015-05-03";
    public const string Last = "2015-09-18";

    private readonly SemaphoreSlim once = new(1, 1);
    private EngineHost? host;

    /// <summary>The folder of source files; skips the test where it is not at hand.</summary>
    public static string Folder => SharedData.Path("data/retailrocket-sample");

    public async Task<EngineHost> HostAsync()
    {
        var source = Folder;
        await once.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (host is null)
            {
                var made = await EngineHost.CreateAsync();
                await made.LandAsync(source);
                await made.RunAsync(First, Last);
                host = made;
            }
            return host;
        }
        finally
        {
            once.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
        once.Dispose();
    }
}
