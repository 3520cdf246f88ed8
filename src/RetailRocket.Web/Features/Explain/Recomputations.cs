using Microsoft.Extensions.Caching.Memory;

namespace RetailRocket.Web.Features.Explain;

/// <summary>
/// Answers that cost a recomputation of sessions. An answer is kept in memory under a key that says all it was computed from;
/// readers who ask for the same at the same time share one computation; few are computed at once, and the others wait in line.
/// Nothing is written anywhere.
/// </summary>
public sealed class Recomputations : IDisposable
{
    // A line is a segment or a date of an answer, some 300 bytes: 20 MB at most.
    private const int MostLines = 70_000;

    private readonly Lock gate = new();
    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = MostLines });
    private readonly Dictionary<object, SharedComputation> asked = [];
    private readonly List<SharedComputation> line = [];
    private readonly SemaphoreSlim turns;
    private readonly TimeSpan grace;

    /// <summary>One computation for every two processors, two at most, so that pages keep the others.</summary>
    public Recomputations()
        : this(Math.Clamp(Environment.ProcessorCount / 2, 1, 2), TimeSpan.FromSeconds(5)) { }

    /// <param name="atOnce">How many are computed at the same time.</param>
    /// <param name="grace">
    /// How long a computation goes on after its last reader has left: the first HTML of a page leaves before its circuit comes.
    /// </param>
    internal Recomputations(int atOnce, TimeSpan grace)
    {
        turns = new SemaphoreSlim(atOnce);
        this.grace = grace;
    }

    /// <summary>The answer that is kept under a key, or that of the computation under way, or a new one.</summary>
    /// <param name="key">All that the answer depends on.</param>
    /// <param name="compute">
    /// Gives the answer and its size in lines; the size is null for an answer that is not worth keeping. It outlives its first
    /// asker, so it must not use what ends with one.
    /// </param>
    /// <param name="place">Is told the computation's place in line: 0 when its turn has come.</param>
    /// <exception cref="OperationCanceledException">The reader has left.</exception>
    public async Task<T> GetAsync<T>(
        object key,
        Func<CancellationToken, Task<(T Answer, int? Lines)>> compute,
        IProgress<int>? place,
        CancellationToken cancellationToken
    )
        where T : class
    {
        SharedComputation computation;
        lock (gate)
        {
            if (kept.TryGetValue(key, out var answer))
                return (T)answer!;
            if (!asked.TryGetValue(key, out computation!) || !computation.TryJoin(place))
            {
                asked[key] = computation = new SharedComputation(key, async token => await compute(token));
                computation.TryJoin(place);
                line.Add(computation);
                // On no reader's circuit: it may go on without them.
                _ = Task.Run(() => RunAsync(computation), CancellationToken.None);
            }
            Tell();
        }
        try
        {
            return (T)await computation.Answer.WaitAsync(cancellationToken);
        }
        finally
        {
            lock (gate)
                computation.Leave(place, grace);
        }
    }

    public void Dispose()
    {
        lock (gate)
            foreach (var computation in asked.Values)
                computation.Cancel();
        kept.Dispose();
    }

    private async Task RunAsync(SharedComputation computation)
    {
        object? answer = null;
        Exception? failure = null;
        try
        {
            answer = await ComputeAsync(computation);
        }
        catch (Exception error)
        {
            failure = error;
        }
        lock (gate)
        {
            line.Remove(computation);
            if (asked.GetValueOrDefault(computation.Key) == computation)
                asked.Remove(computation.Key);
            Tell();
            computation.Dispose();
        }
        // Not before it is off the list: who then asks again must not be given the same failure.
        if (failure is null)
            computation.Give(answer!);
        else
            computation.Fail(failure);
    }

    private async Task<object> ComputeAsync(SharedComputation computation)
    {
        await turns.WaitAsync(computation.Unwanted);
        try
        {
            lock (gate)
            {
                line.Remove(computation);
                Tell();
            }
            var (answer, lines) = await computation.ComputeAsync();
            lock (gate)
                if (lines is { } size)
                    kept.Set(computation.Key, answer, new MemoryCacheEntryOptions { Size = size });
            return answer;
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>Says to every reader how far their computation is from its turn.</summary>
    private void Tell()
    {
        foreach (var computation in asked.Values)
            computation.Tell(line.IndexOf(computation) + 1);
    }
}
