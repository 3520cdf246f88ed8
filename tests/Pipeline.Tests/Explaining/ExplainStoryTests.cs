using RetailRocket.Pipeline.Explaining;
using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Pipeline.Tests.Support;
using RetailRocket.Samples;
using RetailRocket.Samples.RetailRocket;
using static RetailRocket.Pipeline.Tests.Explaining.ExplainHost;

namespace RetailRocket.Pipeline.Tests.Explaining;

/// <summary>The story of the small sample, found again without knowing it.</summary>
public sealed class ExplainStoryTests
{
    [Fact]
    public async Task Explain_TheSamplesBadDays_FindsTheirCauses()
    {
        using var folder = new TestFolder();
        await SampleCatalog
            .Find("retailrocket")!
            .WriteAsync(folder.Path, new SampleOptions(SampleScale.Small), null, TestContext.Current.CancellationToken);
        await using var host = await EngineHost.CreateAsync();
        await host.LandAsync(folder.Path);
        await host.RunAsync($"{RetailRocketStory.FirstDate:yyyy-MM-dd}", $"{RetailRocketStory.LastDate:yyyy-MM-dd}");

        var fall = await ExplainAsync(host, RetailRocketStory.ConversionFallDate, "category");
        var lost = await ExplainAsync(host, RetailRocketStory.MissingTransactionIdsDate, "visit");

        // A real fall: one category's sessions stop buying.
        AssertAddsUp(fall);
        Assert.InRange(fall.Change!.Value, -0.01m, -0.005m);
        Assert.InRange(fall.Of(ExplainFactor.RateWithinSegments) / fall.Change.Value, 0.9m, 1.1m);
        Assert.Equal(0m, fall.Of(ExplainFactor.DataQuality));
        Assert.Equal($"{RetailRocketStory.ConversionFallRootCategoryId}", fall.Segments[0].Segment);
        Assert.InRange(fall.Segments[0].Value / fall.Change.Value, 0.9m, 1.5m);
        // A fall on paper: without the lost ids the rate is an ordinary one.
        AssertAddsUp(lost);
        Assert.InRange(lost.Of(ExplainFactor.DataQuality) / lost.Change!.Value, 0.9m, 1.1m);
        Assert.InRange(
            lost.After.Rate!.Value - lost.Of(ExplainFactor.DataQuality),
            (decimal)RetailRocketStory.OrdinaryConversion - 0.002m,
            (decimal)RetailRocketStory.OrdinaryConversion + 0.002m
        );
    }

    /// <summary>A date against the same weekday a week before.</summary>
    private static Task<Explanation> ExplainAsync(EngineHost host, DateOnly date, string by) =>
        host.ExplainAsync($"{date.AddDays(-7):yyyy-MM-dd}", $"{date:yyyy-MM-dd}", by: by, heldBack: true);
}
