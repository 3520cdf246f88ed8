using System.Collections.Concurrent;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Pipeline.Tests.Engine;

public sealed class StepGraphTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_Dependencies_AreDoneBefore() =>
        Assert.Equal(
            ["a", "b", "c", "d"],
            await OrderAsync(4, ("c", ["a", "b"]), ("b", ["a"]), ("a", []), ("d", ["c"]))
        );

    [Fact]
    public async Task Run_LongestChain_GoesFirst() =>
        Assert.Equal(
            ["start", "middle", "end", "short", "follower", "shorter"],
            await OrderAsync(
                1,
                ("shorter", [], 1),
                ("short", [], 2),
                ("follower", ["short"], 3),
                ("end", ["middle"], 9),
                ("middle", ["start"], 1),
                ("start", [], 1)
            )
        );

    [Fact]
    public async Task Run_LongStepThatNobodyWaitsFor_GoesBeforeShortOnesThatManyDo() =>
        Assert.Equal(
            ["long", "short", "first", "second"],
            await OrderAsync(1, ("short", [], 1), ("first", ["short"], 2), ("second", ["short"], 1), ("long", [], 5))
        );

    [Fact]
    public async Task Run_NoTimesKnown_GoesForWhatMostWaitFor() =>
        Assert.Equal(
            ["many", "one", "a", "b", "c"],
            await OrderAsync(1, ("one", []), ("many", []), ("a", ["one"]), ("b", ["many"]), ("c", ["many"]))
        );

    private static Task<IEnumerable<string>> OrderAsync(int workers, params (string Name, string[] After)[] steps) =>
        OrderAsync(workers, [.. steps.Select(step => (step.Name, step.After, 1.0))]);

    private static async Task<IEnumerable<string>> OrderAsync(
        int workers,
        params (string Name, string[] After, double Seconds)[] steps
    )
    {
        var order = new ConcurrentQueue<string>();
        await StepGraph.RunAsync(
            [
                .. steps.Select(step => new GraphStep(
                    step.Name,
                    step.After,
                    step.Seconds,
                    _ =>
                    {
                        order.Enqueue(step.Name);
                        return Task.CompletedTask;
                    }
                )),
            ],
            workers,
            Token
        );
        return order;
    }

    [Fact]
    public async Task Run_IndependentSteps_RunSideBySide()
    {
        var both = new Barrier(2);
        // Each waits for the other: one after the other they would never end.
        GraphStep Step(string name) => new(name, [], 1, token => Task.Run(() => both.SignalAndWait(token), token));

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
                    new GraphStep("bad", [], 1, _ => throw new InvalidDataException("broken")),
                    new GraphStep(
                        "after",
                        ["bad"],
                        1,
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
            StepGraph.RunAsync([new GraphStep("a", ["missing"], 1, _ => Task.CompletedTask)], 2, Token)
        );
}
