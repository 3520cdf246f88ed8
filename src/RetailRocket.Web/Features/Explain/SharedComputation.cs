namespace RetailRocket.Web.Features.Explain;

/// <summary>
/// One computation and the readers who wait for it. It is called under the lock of its <see cref="Recomputations"/>, but for what
/// is awaited.
/// </summary>
internal sealed class SharedComputation(object key, Func<CancellationToken, Task<(object Answer, int? Lines)>> compute)
    : IDisposable
{
    private readonly TaskCompletionSource<object> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource unwanted = new();
    private readonly List<IProgress<int>> watchers = [];
    private int readers;
    private bool isOver;

    public object Key => key;

    public Task<object> Answer => answer.Task;

    /// <summary>Is cancelled some time after the last reader has left.</summary>
    public CancellationToken Unwanted => unwanted.Token;

    public Task<(object Answer, int? Lines)> ComputeAsync() => compute(unwanted.Token);

    /// <returns>False when it was given up.</returns>
    public bool TryJoin(IProgress<int>? watcher)
    {
        // Before the question: its time may run out at this moment.
        unwanted.CancelAfter(Timeout.InfiniteTimeSpan);
        if (unwanted.IsCancellationRequested)
            return false;
        readers++;
        if (watcher is not null)
            watchers.Add(watcher);
        return true;
    }

    public void Leave(IProgress<int>? watcher, TimeSpan grace)
    {
        if (watcher is not null)
            watchers.Remove(watcher);
        if (--readers == 0 && !isOver)
            unwanted.CancelAfter(grace);
    }

    public void Cancel() => unwanted.Cancel();

    /// <summary>Says to its readers how far it is from its turn.</summary>
    public void Tell(int place)
    {
        foreach (var watcher in watchers)
            watcher.Report(place);
    }

    public void Give(object result) => answer.TrySetResult(result);

    public void Fail(Exception error)
    {
        if (error is OperationCanceledException)
            answer.TrySetCanceled();
        else
            answer.TrySetException(error);
        // Nobody may be left to see it.
        _ = answer.Task.Exception;
    }

    public void Dispose()
    {
        isOver = true;
        unwanted.Dispose();
    }
}
