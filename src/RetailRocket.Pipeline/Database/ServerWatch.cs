using Microsoft.Extensions.Logging;

namespace RetailRocket.Pipeline.Database;

/// <summary>Starts a private server again that died while the app runs.</summary>
internal sealed class ServerWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly Warehouse warehouse;
    private readonly ILogger log;
    private readonly CancellationTokenSource end = new();
    private readonly Task watching;

    public ServerWatch(Warehouse warehouse, ILogger log)
    {
        (this.warehouse, this.log) = (warehouse, log);
        watching = Task.Run(() => WatchAsync(end.Token));
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await watching;
        end.Dispose();
    }

    private async Task WatchAsync(CancellationToken ct)
    {
        var pause = Interval;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(pause, ct);
                await warehouse.EnsureRunningAsync(ct);
                pause = Interval;
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (WarehouseException e)
            {
                // A full disk, say: it may be repaired while the app runs, so go on trying, ever less often.
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                log.LogError("{Message}", e.Message);
            }
        }
    }
}
