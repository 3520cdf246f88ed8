namespace RetailRocket.Web.Features.Runs;

/// <summary>
/// Stops background work as soon as the app begins to stop, before the scheduler waits for the firing that the work may
/// belong to: runs are closed in the ledger, and the next start finds their dates waiting.
/// </summary>
internal sealed class WorkShutdown(RunCenter center) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => center.DisposeAsync().AsTask();

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
