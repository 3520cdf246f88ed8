using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Quality;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Pipeline.Tests.Support;
using RetailRocket.Web.Features.Explain;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Explain;

/// <summary>An explanation is kept as long as what it read stands, over real figures.</summary>
public sealed class KeptExplanationTests
{
    private const string Before = "2015-06-01";
    private const string After = "2015-06-02";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Explanation_OfTheSamePublications_IsKept()
    {
        using var recomputations = new Recomputations();
        await using var host = await PublishedAsync();

        var first = await ExplainAsync(host, recomputations);

        Assert.NotNull(first.Explanation);
        Assert.Same(first.Explanation, (await ExplainAsync(host, recomputations)).Explanation);
    }

    [Fact]
    public async Task Readers_AtOnce_GetOneExplanation()
    {
        using var recomputations = new Recomputations();
        await using var host = await PublishedAsync();

        var both = await Task.WhenAll(ExplainAsync(host, recomputations), ExplainAsync(host, recomputations));

        Assert.Same(both[0].Explanation, both[1].Explanation);
    }

    [Fact]
    public async Task NewPublication_AndRollBack_GiveFreshExplanations()
    {
        using var recomputations = new Recomputations();
        await using var host = await PublishedAsync();
        var first = await ExplainAsync(host, recomputations);

        await host.Engine.RunAsync(After, force: true);
        var second = await ExplainAsync(host, recomputations);
        await host.Engine.Get<Publisher>().RollBackAsync("retailrocket", EngineHost.Day(After), "tests", Token);
        var third = await ExplainAsync(host, recomputations);

        Assert.Equal([1, 2, 1], new[] { first, second, third }.Select(RunOf));
    }

    [Fact]
    public async Task LandedFile_BeforeItsRun_GivesAFreshExplanation()
    {
        using var recomputations = new Recomputations();
        await using var host = await PublishedAsync();
        var first = await ExplainAsync(host, recomputations);

        using var more = new EventFiles().Days(Before, 2).Event($"{After} 12:00:00", 999, "view").Write();
        await host.Engine.LandAsync(more.Path);

        Assert.NotSame(first.Explanation, (await ExplainAsync(host, recomputations)).Explanation);
    }

    [Fact]
    public async Task Waiver_GivesAFreshExplanation()
    {
        using var recomputations = new Recomputations();
        await using var host = await PublishedAsync();
        var first = await ExplainAsync(host, recomputations);
        using var bad = new EventFiles().Days(Before, 2).Event($"{After} 12:00:00", 999, "transaction").Write();
        await host.Engine.LandAsync(bad.Path);
        await host.Engine.RunAsync(After);
        Assert.Equal(1, RunOf(await ExplainAsync(host, recomputations)));

        var waivers = host.Engine.Get<WaiverService>();
        var waiver = await waivers.AskAsync(
            new WaiverRequest(
                host.Engine.Definition,
                EngineHost.Day(After),
                "known gap",
                DateTimeOffset.UtcNow.AddHours(1),
                "mina"
            ),
            Token
        );
        await waivers.ApproveAsync("retailrocket", waiver.Id, "jun", Token);

        Assert.Equal(2, RunOf(await ExplainAsync(host, recomputations)));
    }

    [Fact]
    public async Task WhatIf_OfTheSamePublications_IsKept_AndOfANewOneFresh()
    {
        using var recomputations = new Recomputations();
        await using var host = await PublishedAsync();
        var first = await WhatIfAsync(host, recomputations);

        Assert.True(first.Lines.Count > 1);
        Assert.Same(first.Lines[^1].Counts, (await WhatIfAsync(host, recomputations)).Lines[^1].Counts);
        await host.Engine.RunAsync(After, force: true);
        Assert.Equal(2, (await WhatIfAsync(host, recomputations)).Certificate?.RunId);
    }

    private static async Task<ShopHost> PublishedAsync()
    {
        using var files = new EventFiles().Days(Before, 2).Write();
        return await ShopHost.CreateAsync(files.Path, Before, After);
    }

    private static Task<ExplainReport> ExplainAsync(ShopHost host, Recomputations recomputations) =>
        host.Explaining(recomputations)
            .ReadAsync(
                "retailrocket",
                new DateRange(EngineHost.Day(After), EngineHost.Day(After)),
                new ExplainSelection("cvr_session_to_purchase", "visit", ExplainComparison.Previous, null, false),
                place: null,
                Token
            );

    private static Task<WhatIfReport> WhatIfAsync(ShopHost host, Recomputations recomputations) =>
        host.Explaining(recomputations)
            .WhatIfAsync(
                "retailrocket",
                new DateRange(EngineHost.Day(After), EngineHost.Day(After)),
                place: null,
                Token
            );

    private static long RunOf(ExplainReport report) => report.Explanation!.After.Dates[^1].RunId;
}
