namespace RetailRocket.Web.Components.Views;

/// <summary>
/// Does something again and again for a page that shows what moves, one at a time and never closer together than the
/// interval. Made when the page has a circuit; ends when disposed.
/// </summary>
public sealed class Ticker : IDisposable
{
    private readonly CancellationTokenSource closed = new();
    private readonly PeriodicTimer timer;

    /// <param name="act">Called on no particular thread; what it throws ends nothing but this turn.</param>
    public Ticker(TimeSpan interval, Func<Task> act, ILogger log)
    {
        timer = new PeriodicTimer(interval);
        _ = RunAsync(act, log);
    }

    public void Dispose()
    {
        closed.Cancel();
        timer.Dispose();
        closed.Dispose();
    }

    private async Task RunAsync(Func<Task> act, ILogger log)
    {
        var token = closed.Token;
        while (!token.IsCancellationRequested)
        {
            try
            {
                if (!await timer.WaitForNextTickAsync(token))
                    return;
                await act();
            }
            catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (Exception error)
            {
                log.LogWarning(error, "A page could not be refreshed; it tries again");
            }
        }
    }
}
