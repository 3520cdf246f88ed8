namespace RetailRocket.Pipeline.Landing;

/// <summary>The right to load a file beside the others. It is given back once, however often it is disposed.</summary>
internal sealed class LoadTurn : IDisposable
{
    private SemaphoreSlim? turns;

    private LoadTurn(SemaphoreSlim turns) => this.turns = turns;

    /// <summary>Waits for a turn.</summary>
    public static async Task<LoadTurn> TakeAsync(SemaphoreSlim turns, CancellationToken ct)
    {
        await turns.WaitAsync(ct);
        return new LoadTurn(turns);
    }

    public void Dispose() => Interlocked.Exchange(ref turns, null)?.Release();
}
