using RetailRocket.Web.Features.Explain;

namespace RetailRocket.Web.Tests.Explain;

public sealed class RecomputationsTests : IDisposable
{
    private static readonly TimeSpan NoGrace = TimeSpan.Zero;
    private static readonly TimeSpan LongGrace = TimeSpan.FromMinutes(1);

    private readonly Recomputations recomputations = new(atOnce: 1, LongGrace);
    private int computed;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => recomputations.Dispose();

    [Fact]
    public async Task Answer_AskedAgain_IsTheKeptOne()
    {
        var first = await AskAsync("a", Answer("one", lines: 1));
        var second = await AskAsync("a", Answer("two", lines: 1));
        Assert.Same(first, second);
        Assert.Equal(1, computed);
    }

    [Fact]
    public async Task Answer_UnderAnotherKey_IsComputed()
    {
        await AskAsync("a", Answer("one", lines: 1));
        Assert.Equal("two", await AskAsync("b", Answer("two", lines: 1)));
    }

    [Fact]
    public async Task Answer_NotWorthKeeping_IsComputedAgain()
    {
        await AskAsync("a", Answer("one", lines: null));
        Assert.Equal("two", await AskAsync("a", Answer("two", lines: null)));
    }

    [Fact]
    public async Task TwoReaders_AtOnce_ShareOneComputation()
    {
        var release = new TaskCompletionSource();
        var first = AskAsync("a", Held("one", release));
        var second = AskAsync("a", Held("two", release));
        release.SetResult();
        Assert.Equal(["one", "one"], await Task.WhenAll(first, second));
        Assert.Equal(1, computed);
    }

    [Fact]
    public async Task Failure_ReachesEveryReader_AndIsNotKept()
    {
        var release = new TaskCompletionSource();
        Func<CancellationToken, Task<(string Answer, int? Lines)>> fail = async _ =>
        {
            await release.Task;
            throw new InvalidOperationException("no");
        };
        var first = AskAsync("a", fail);
        var second = AskAsync("a", fail);
        release.SetResult();
        await Assert.ThrowsAsync<InvalidOperationException>(() => first);
        await Assert.ThrowsAsync<InvalidOperationException>(() => second);
        Assert.Equal("then", await AskAsync("a", Answer("then", lines: 1)));
    }

    [Fact]
    public async Task Readers_OfOtherAnswers_WaitInLineAndAreTold()
    {
        var (began, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var held = Held("one", release);
        var first = AskAsync(
            "a",
            token =>
            {
                began.SetResult();
                return held(token);
            }
        );
        await began.Task.WaitAsync(Token);
        var second = new Places();
        var third = new Places();
        var waiting = new[]
        {
            AskAsync("b", Answer("two", lines: 1), second),
            AskAsync("c", Answer("three", lines: 1), third),
        };
        release.SetResult();
        await Task.WhenAll([first, .. waiting]);
        Assert.Equal((1, 0), (second.Most, second.Last));
        Assert.Equal((2, 0), (third.Most, third.Last));
    }

    [Fact]
    public async Task Reader_WhoLeaves_LeavesTheAnswerToTheOthers()
    {
        var release = new TaskCompletionSource();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var first = recomputations.GetAsync("a", Held("one", release), null, leaving.Token);
        var second = AskAsync("a", Held("two", release));
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        release.SetResult();
        Assert.Equal("one", await second);
    }

    [Fact]
    public async Task LastReader_WhoLeaves_EndsTheComputation()
    {
        using var strict = new Recomputations(atOnce: 1, NoGrace);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var began = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        var reading = strict.GetAsync(
            "a",
            async token =>
            {
                began.SetResult();
                await using var _ = token.Register(ended.SetResult);
                await Task.Delay(Timeout.Infinite, token);
                return ("never", (int?)null);
            },
            null,
            leaving.Token
        );
        await began.Task.WaitAsync(Token);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        await ended.Task.WaitAsync(Token);
        // The line goes on.
        Assert.Equal("next", await strict.GetAsync("b", Answer("next", lines: 1), null, Token));
    }

    [Fact]
    public async Task Reader_WhoComesWithinTheGrace_GetsTheComputationUnderWay()
    {
        var release = new TaskCompletionSource();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var first = recomputations.GetAsync("a", Held("one", release), null, leaving.Token);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        var second = AskAsync("a", Held("two", release));
        release.SetResult();
        Assert.Equal("one", await second);
    }

    private Task<string> AskAsync(
        string key,
        Func<CancellationToken, Task<(string Answer, int? Lines)>> compute,
        IProgress<int>? place = null
    ) => recomputations.GetAsync(key, compute, place, Token);

    private Func<CancellationToken, Task<(string Answer, int? Lines)>> Answer(string answer, int? lines) =>
        _ =>
        {
            Interlocked.Increment(ref computed);
            return Task.FromResult((answer, lines));
        };

    private Func<CancellationToken, Task<(string Answer, int? Lines)>> Held(
        string answer,
        TaskCompletionSource release
    ) =>
        async token =>
        {
            Interlocked.Increment(ref computed);
            await release.Task.WaitAsync(token);
            return (answer, 1);
        };

    private sealed class Places : IProgress<int>
    {
        public int Most { get; private set; }
        public int Last { get; private set; } = -1;

        public void Report(int value) => (Most, Last) = (Math.Max(Most, value), value);
    }
}
