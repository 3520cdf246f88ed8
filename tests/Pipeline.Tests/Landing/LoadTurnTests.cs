using RetailRocket.Pipeline.Landing;

namespace RetailRocket.Pipeline.Tests.Landing;

public sealed class LoadTurnTests
{
    [Fact]
    public async Task Take_TheLastTurnIsTaken_WaitsUntilItIsGivenBack()
    {
        using var turns = new SemaphoreSlim(1);
        var first = await LoadTurn.TakeAsync(turns, CancellationToken.None);

        var next = LoadTurn.TakeAsync(turns, CancellationToken.None);
        Assert.False(next.IsCompleted);
        first.Dispose();

        (await next).Dispose();
    }

    [Fact]
    public async Task Dispose_Twice_GivesOneTurnBack()
    {
        using var turns = new SemaphoreSlim(1);
        var turn = await LoadTurn.TakeAsync(turns, CancellationToken.None);

        turn.Dispose();
        turn.Dispose();

        Assert.Equal(1, turns.CurrentCount);
    }
}
