using System.Globalization;
using RetailRocket.Pipeline.Explaining;
using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Pipeline.Tests.Support;
using static RetailRocket.Pipeline.Tests.Explaining.ExplainHost;

namespace RetailRocket.Pipeline.Tests.Explaining;

/// <summary>Causes that were planted, and to which part the explanation gives them.</summary>
public sealed class ExplainerTests
{
    private const string Before = "2015-06-01";
    private const string After = "2015-06-08";
    private const decimal Rounding = 0.0000000002m;

    [Fact]
    public async Task Explain_LostTransactionIdsOnAMonday_IsDataQuality()
    {
        using var files = Sessions(Before, 100, 10).Concat(Sessions(After, 100, 10, lostIds: 4)).Write();
        await using var host = await PublishedAsync(files.Path, "2015-06-08");

        var explanation = await host.ExplainAsync(Before, After, heldBack: true);

        Assert.Equal((0.10m, 0.06m), (explanation.Before.Rate, explanation.After.Rate));
        Assert.Equal(-0.04m, explanation.Of(ExplainFactor.DataQuality));
        AssertOnly(explanation, ExplainFactor.DataQuality);
        Assert.False(Assert.Single(explanation.After.Dates).IsPublished);
    }

    [Fact]
    public async Task Explain_HeldBackDateUnasked_HasNothingPublished()
    {
        using var files = Sessions(Before, 100, 10).Concat(Sessions(After, 100, 10, lostIds: 4)).Write();
        await using var host = await PublishedAsync(files.Path, "2015-06-08");

        var error = await Assert.ThrowsAsync<ExplainException>(() => host.ExplainAsync(Before, After));

        Assert.Equal(ExplainFailure.NoData, error.Failure);
        Assert.Contains("2015-06-08 was held back by a check", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_RejectedPurchases_AreDataQuality()
    {
        var bad = new EventFiles();
        for (var visitor = 5_000; visitor < 5_003; visitor++)
            bad.Event("2015-06-08 10:00:00", visitor, "view")
                // The item is no number, so the line is rejected; who bought can still be read.
                .Line(EventOf("2015-06-08 10:05:00", visitor, "transaction", "x9", $"{visitor}"));
        using var files = Sessions(Before, 100, 10).Concat(Sessions(After, 97, 7)).Concat(bad).Write();
        await using var host = await PublishedAsync(files.Path, "2015-06-08");

        var explanation = await host.ExplainAsync(Before, After, heldBack: true);

        Assert.Equal(-0.03m, explanation.Change);
        Assert.Equal(-0.03m, explanation.Of(ExplainFactor.DataQuality));
        AssertOnly(explanation, ExplainFactor.DataQuality);
    }

    [Fact]
    public async Task Explain_OrderThatSeveralVisitorsShare_IsDataQuality()
    {
        var shared = new EventFiles();
        for (var visitor = 7_000; visitor < 7_005; visitor++)
            shared
                .Event("2015-06-08 10:00:00", visitor, "view")
                .Event("2015-06-08 10:05:00", visitor, "transaction", 1, "9");
        using var files = Sessions(Before, 100, 10).Concat(Sessions(After, 95, 9)).Concat(shared).Write();
        await using var host = await PublishedAsync(files.Path, "2015-06-08");

        var explanation = await host.ExplainAsync(Before, After, heldBack: true);

        // 14 sessions bought on paper; four of them repeat another's order.
        Assert.Equal(0.04m, explanation.Change);
        Assert.InRange(explanation.Of(ExplainFactor.DataQuality) - 0.04m, -Rounding, Rounding);
    }

    [Fact]
    public async Task Explain_LongerPauseFromADateOn_IsTheDefinitionChange()
    {
        using var sql = new EditedPipelines();
        // Ten visitors of each date come back after 30 min 30 s: two sessions under 30 minutes, one under 31.
        using var files = Returning(Before).Concat(Returning(After)).Write();
        await using var host = await EngineHost.CreateAsync(sqlFolder: sql.Path);
        await host.LandAsync(files.Path);
        await host.RunAsync(Before);
        sql.Edit("session_gap_minutes: { value: 30", "session_gap_minutes: { value: 31");
        host.Reread();
        await host.RunAsync(After);

        var explanation = await host.ExplainAsync(Before, After);

        Assert.Equal((10, 50), (explanation.Before.Counts.Numerator, explanation.Before.Counts.Denominator));
        Assert.Equal((10, 40), (explanation.After.Counts.Numerator, explanation.After.Counts.Denominator));
        Assert.Equal(0.05m, explanation.Change);
        Assert.Equal(0.05m, explanation.Of(ExplainFactor.DefinitionChange));
        AssertOnly(explanation, ExplainFactor.DefinitionChange);
        Assert.NotEqual(explanation.Before.Dates[0].FigureVersion, explanation.After.Dates[0].FigureVersion);
        Assert.True(explanation.Before.Dates[0].IsDefinitionKnown);
    }

    [Fact]
    public async Task Explain_ChangedCheckAlone_IsNoDefinitionChange()
    {
        using var sql = new EditedPipelines();
        using var files = Sessions(Before, 50, 10).Concat(Sessions(After, 50, 5)).Write();
        await using var host = await EngineHost.CreateAsync(sqlFolder: sql.Path);
        await host.LandAsync(files.Path);
        await host.RunAsync(Before);
        sql.Edit("  013_duplicate_rows:\n    severity: warn", "  013_duplicate_rows:\n    severity: block");
        host.Reread();
        await host.RunAsync(After);

        var explanation = await host.ExplainAsync(Before, After);

        Assert.NotEqual(explanation.Before.Dates[0].DefinitionVersion, explanation.After.Dates[0].DefinitionVersion);
        Assert.Equal(0m, explanation.Of(ExplainFactor.DefinitionChange));
        AssertOnly(explanation, ExplainFactor.RateWithinSegments);
    }

    [Fact]
    public async Task Explain_DefinitionThatWasNotKept_IsSaidAndStillAddsUp()
    {
        using var sql = new EditedPipelines();
        using var files = Returning(Before).Concat(Returning(After)).Write();
        await using var host = await EngineHost.CreateAsync(sqlFolder: sql.Path);
        await host.LandAsync(files.Path);
        await host.RunAsync(Before);
        await host.ExecuteAsync("delete from ops.definition_texts");
        sql.Edit("session_gap_minutes: { value: 30", "session_gap_minutes: { value: 31");
        host.Reread();
        await host.RunAsync(After);

        var explanation = await host.ExplainAsync(Before, After);

        Assert.False(explanation.Before.Dates[0].IsDefinitionKnown);
        Assert.Equal(0.05m, explanation.Of(ExplainFactor.NotRecomputed));
        AssertAddsUp(explanation);
    }

    [Fact]
    public async Task Explain_RowsThatChangedAfterPublication_AreNotCalledAnythingElse()
    {
        using var files = Sessions(Before, 50, 10).Concat(Sessions(After, 50, 10)).Write();
        await using var host = await PublishedAsync(files.Path, "2015-06-08");
        using var changed = Sessions(Before, 50, 10).Concat(Sessions(After, 50, 20)).Write();
        await host.LandAsync(changed.Path);
        // The tables are no longer known to hold the definition, so the rows that are landed now are recomputed.
        await host.ExecuteAsync("delete from ops.model_dates");

        var explanation = await host.ExplainAsync(Before, After);

        Assert.Equal(0m, explanation.Change);
        Assert.Equal(0m, explanation.Factors.Sum(part => part.Value));
        Assert.Equal(-0.2m, explanation.Of(ExplainFactor.NotRecomputed));
        Assert.Equal(0.2m, explanation.Of(ExplainFactor.RateWithinSegments));
    }

    [Fact]
    public async Task Explain_NewLandingStep_IsTrafficMix()
    {
        // Half of the later sessions land on the cart; the rates of either landing stay.
        using var files = Landing(Before, 80, 20).Concat(Landing(After, 50, 50)).Write();
        await using var host = await PublishedAsync(files.Path, "2015-06-08");

        var explanation = await host.ExplainAsync(Before, After, "cvr_session_to_purchase", "landing");

        AssertOnly(explanation, ExplainFactor.TrafficMix);
        Assert.Equal(["addtocart", "view"], explanation.Segments.Select(part => part.Segment).Order());
        AssertAddsUp(explanation);
    }

    [Fact]
    public async Task Explain_DatesWithoutFigures_AreLeftOutAndNamed()
    {
        using var files = Sessions(Before, 50, 10).Concat(Sessions(After, 50, 5)).Write();
        await using var host = await PublishedAsync(files.Path, "2015-06-08");

        var explanation = await host.ExplainAsync("2015-06-01..2015-06-03", "2015-06-07..2015-06-09");

        Assert.Equal(2, explanation.Before.Missing.Count);
        Assert.Equal(["2015-06-08"], explanation.After.Dates.Select(date => $"{date.Date:yyyy-MM-dd}"));
        Assert.Equal(-0.1m, explanation.Change);
    }

    [Theory]
    [InlineData("cvr_nothing", null, "There is no metric \"cvr_nothing\"")]
    [InlineData("cvr_view_to_cart", "categori", "did you mean \"category\"?")]
    public async Task Explain_UnknownName_SaysWhichThereAre(string metric, string? by, string message)
    {
        await using var host = await EngineHost.CreateAsync();

        var error = await Assert.ThrowsAsync<ExplainException>(() => host.ExplainAsync(Before, After, metric, by));

        Assert.Equal(ExplainFailure.Unknown, error.Failure);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_Always_WritesNothing()
    {
        using var files = Sessions(Before, 20, 2).Concat(Sessions(After, 20, 1)).Write();
        await using var host = await PublishedAsync(files.Path, "2015-06-08");
        var (shown, runs) = (await host.ShowAllAsync(), await CountAsync());

        await host.ExplainAsync(Before, After, by: "hour");
        await host.Get<WhatIfReader>().ReadAsync(host.Definition, Range($"{Before}..{After}"), Token);

        Assert.Equal(shown, await host.ShowAllAsync());
        Assert.Equal(runs, await CountAsync());

        Task<long> CountAsync() =>
            host.ScalarAsync<long>(
                "select (select count(*) from ops.runs) + (select count(*) from retailrocket.mart_rr_funnel_daily)"
            );
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>All of the change is one factor's; no other has any part in it.</summary>
    private static void AssertOnly(Explanation explanation, ExplainFactor factor)
    {
        AssertAddsUp(explanation);
        Assert.InRange(explanation.Of(factor) - explanation.Change!.Value, -Rounding, Rounding);
        Assert.All(
            explanation.Factors.Where(part => part.Factor != factor),
            part => Assert.InRange(Math.Abs(part.Value), 0, Rounding)
        );
    }

    private static async Task<EngineHost> PublishedAsync(string source, string last)
    {
        var host = await EngineHost.CreateAsync();
        await host.LandAsync(source);
        await host.RunAsync(Before, last);
        return host;
    }

    /// <summary>Sessions of one visitor each that view at noon; the first of them buy, and the first of those lose their ids.</summary>
    private static EventFiles Sessions(string date, int sessions, int buyers, int lostIds = 0)
    {
        var files = new EventFiles();
        var first = 10_000 * EngineHost.Day(date).Day;
        for (var at = 0; at < sessions; at++)
        {
            files.Event($"{date} 12:00:00", first + at, "view");
            if (at < buyers)
                files.Event($"{date} 12:05:00", first + at, "transaction", 1, at < lostIds ? "" : $"{first + at}");
        }
        return files;
    }

    /// <summary>Forty visitors; the first ten buy, and ten others come back 30 min 30 s later.</summary>
    private static EventFiles Returning(string date)
    {
        var files = Sessions(date, 40, 10);
        var first = 10_000 * EngineHost.Day(date).Day;
        for (var at = 20; at < 30; at++)
            files.Event($"{date} 12:30:30", first + at, "view");
        return files;
    }

    /// <summary>Sessions that land on a view, one in ten buying, and on the cart, one in two.</summary>
    private static EventFiles Landing(string date, int views, int carts)
    {
        var files = Sessions(date, views, views / 10);
        var first = (10_000 * EngineHost.Day(date).Day) + 5_000;
        for (var at = 0; at < carts; at++)
        {
            files.Event($"{date} 14:00:00", first + at, "addtocart");
            if (at % 2 == 0)
                files.Event($"{date} 14:05:00", first + at, "transaction", 1, $"{first + at}");
        }
        return files;
    }

    private static string EventOf(string localTime, int visitor, string type, string item, string order)
    {
        var instant = DateTimeOffset.Parse(localTime + " +09:00", CultureInfo.InvariantCulture);
        return $"{instant.ToUnixTimeMilliseconds()},{visitor},{type},{item},{order}";
    }
}
