using System.Collections.Concurrent;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Pipeline.Tests.Engine;

public sealed class StepGraphTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_Dependencies_AreDoneBefore()
    {
        var order = new ConcurrentQueue<string>();
        GraphStep Step(string name, params string[] after) =>
            new(
                name,
                after,
                _ =>
                {
                    order.Enqueue(name);
                    return Task.CompletedTask;
                }
            );

        await StepGraph.RunAsync([Step("c", "a", "b"), Step("b", "a"), Step("a"), Step("d", "c")], 4, Token);

        Assert.Equal(["a", "b", "c", "d"], order);
    }

    [Fact]
    public async Task Run_IndependentSteps_RunSideBySide()
    {
        var both = new Barrier(2);
        // Each waits for the other: one after the other they would never end.
        GraphStep Step(string name) => new(name, [], token => Task.Run(() => both.SignalAndWait(token), token));

        await StepGraph.RunAsync([Step("a"), Step("b")], 2, Token);

        Assert.Equal(1, both.CurrentPhaseNumber);
    }

    [Fact]
    public async Task Run_StepFails_StopsTheRestAndThrowsItsError()
    {
        var started = false;
        var error = await Assert.ThrowsAsync<InvalidDataException>(() =>
            StepGraph.RunAsync(
                [
                    new GraphStep("bad", [], _ => throw new InvalidDataException("broken")),
                    new GraphStep(
                        "after",
                        ["bad"],
                        _ =>
                        {
                            started = true;
                            return Task.CompletedTask;
                        }
                    ),
                ],
                2,
                Token
            )
        );

        Assert.Equal("broken", error.Message);
        Assert.False(started);
    }

    [Fact]
    public async Task Run_StepsThatWaitForNothingThere_Throws() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            StepGraph.RunAsync([new GraphStep("a", ["missing"], _ => Task.CompletedTask)], 2, Token)
        );
}
