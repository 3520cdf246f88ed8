using RetailRocket.Pipeline.Explaining;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Pipeline.Tests.Engine;

namespace RetailRocket.Pipeline.Tests.Explaining;

/// <summary>Asks for explanations as the tests write them.</summary>
internal static class ExplainHost
{
    public static Task<Explanation> ExplainAsync(
        this EngineHost host,
        string before,
        string after,
        string metric = "cvr_session_to_purchase",
        string? by = null,
        bool heldBack = false
    ) => host.Get<Explainer>().ExplainAsync(Request(host, before, after, metric, by, heldBack), Token);

    public static ExplainRequest Request(
        EngineHost host,
        string before,
        string after,
        string metric = "cvr_session_to_purchase",
        string? by = null,
        bool heldBack = false
    ) =>
        new()
        {
            Definition = host.Definition,
            Metric = metric,
            Before = Range(before),
            After = Range(after),
            Dimension = by,
            WithHeldBack = heldBack,
        };

    /// <summary>One date, or <c>first..last</c>.</summary>
    public static DateRange Range(string text)
    {
        var ends = text.Split("..");
        return new DateRange(EngineHost.Day(ends[0]), EngineHost.Day(ends[^1]));
    }

    /// <summary>Asserts that the parts add up, both as factors and as segments, to the change of the published figures.</summary>
    public static void AssertAddsUp(Explanation explanation)
    {
        if (explanation.Change is not { } change)
        {
            Assert.Empty(explanation.Factors);
            return;
        }
        Assert.Equal(change, explanation.Factors.Sum(part => part.Value));
        Assert.Equal(explanation.Of(ExplainFactor.TrafficMix), explanation.Segments.Sum(part => part.Mix));
        Assert.Equal(explanation.Of(ExplainFactor.RateWithinSegments), explanation.Segments.Sum(part => part.Rate));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
