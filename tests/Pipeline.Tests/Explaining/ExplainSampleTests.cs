using RetailRocket.Pipeline.Explaining;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Pipeline.Tests.Support;
using static RetailRocket.Pipeline.Tests.Explaining.ExplainHost;

namespace RetailRocket.Pipeline.Tests.Explaining;

/// <summary>Any two ranges of the real sample.</summary>
public sealed class ExplainSampleTests(RealSample sample) : IClassFixture<RealSample>
{
    private const string Whole = $"{RealSample.First}..{RealSample.Last}";

    public static TheoryData<string, string> Questions
    {
        get
        {
            var questions = new TheoryData<string, string>();
            string[] metrics =
            [
                "cvr_session_to_purchase",
                "cvr_view_to_cart",
                "cvr_cart_to_purchase",
                "cvr_view_to_cart_closed",
                "cvr_cart_to_purchase_closed",
            ];
            foreach (
                var (metric, dimension) in metrics.Zip((string[])["visit", "category", "landing", "hour", "visitor"])
            )
                questions.Add(metric, dimension);
            return questions;
        }
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Between_ThousandRandomPairsOfRanges_AddsUpToThePublishedChange(string metric, string dimension)
    {
        var host = await sample.HostAsync();
        var published = CsvTable
            .Read(await host.ShowAsync("mart_rr_funnel_daily"))
            .Rows.ToDictionary(row => EngineHost.Day(row["kpi_date"]!));
        var ratio = host.Definition.Explain!.Metrics.Single(known => known.Name == metric);
        var data = await host.Get<Explainer>().LoadAsync(Request(host, Whole, Whole, metric, dimension), Token);
        var random = new Random(1_000);

        for (var pair = 0; pair < 1_000; pair++)
        {
            var explanation = data.Between(AnyRange(random), AnyRange(random));

            AssertAddsUp(explanation);
            Assert.Equal(RateOf(explanation.Before.Range), explanation.Before.Rate);
            Assert.Equal(RateOf(explanation.After.Range), explanation.After.Rate);
            Assert.DoesNotContain(explanation.Factors, part => part.Factor == ExplainFactor.NotRecomputed);
        }

        decimal? RateOf(DateRange range)
        {
            var rows = range.Dates().Where(published.ContainsKey).Select(date => published[date]).ToList();
            var denominator = rows.Sum(row => Number(row[ratio.Denominator]));
            return denominator == 0
                ? null
                : Math.Round(rows.Sum(row => Number(row[ratio.Numerator])) / denominator, Explanation.Decimals);
        }
    }

    [Theory]
    // One day, neighbours, far apart, overlapping, identical, the later first, all of it.
    [InlineData("2015-06-16", "2015-06-23")]
    [InlineData("2015-06-16", "2015-06-17")]
    [InlineData("2015-05-03..2015-05-10", "2015-09-10..2015-09-18")]
    [InlineData("2015-06-01..2015-06-20", "2015-06-10..2015-06-30")]
    [InlineData("2015-06-01..2015-06-20", "2015-06-01..2015-06-20")]
    [InlineData("2015-08-01..2015-08-31", "2015-06-01..2015-06-30")]
    [InlineData("2014-01-01..2016-12-31", "2015-06-16")]
    public async Task Explain_AnyTwoRanges_EqualsWhatIsLoadedOnce(string before, string after)
    {
        var host = await sample.HostAsync();
        var data = await host.Get<Explainer>()
            .LoadAsync(Request(host, Whole, Whole, "cvr_view_to_cart", "landing"), Token);

        var explanation = await host.ExplainAsync(before, after, "cvr_view_to_cart", "landing");

        AssertAddsUp(explanation);
        var loaded = data.Between(Range(before), Range(after));
        Assert.Equal(loaded.Factors, explanation.Factors);
        Assert.Equal(loaded.Segments, explanation.Segments);
        if (before == after)
            Assert.All(explanation.Factors, part => Assert.Equal(0m, part.Value));
    }

    [Fact]
    public async Task Explain_DayWithoutCarts_HasNoRatioAndNoParts()
    {
        var host = await sample.HostAsync();
        var empty = CsvTable
            .Read(await host.ShowAsync("mart_rr_funnel_daily"))
            .Rows.First(row => row["sessions_with_cart"] == "0")["kpi_date"]!;

        var explanation = await host.ExplainAsync(empty, "2015-06-01..2015-06-30", "cvr_cart_to_purchase");

        Assert.Null(explanation.Before.Rate);
        Assert.NotNull(explanation.After.Rate);
        Assert.Null(explanation.Change);
        Assert.Empty(explanation.Factors);
    }

    [Fact]
    public async Task WhatIf_PresentGap_EqualsThePublishedAndLongerGapsHaveFewerSessions()
    {
        var host = await sample.HostAsync();

        var answer = await host.Get<WhatIfReader>().ReadAsync(host.Definition, Range(Whole), Token);

        var sessions = answer.Alternatives.ToDictionary(figures => figures.Name, figures => figures.Counts["sessions"]);
        Assert.Equal(6237, answer.Published.Counts["sessions"]);
        Assert.Equal(answer.Published.Counts, answer.Alternatives.Single(f => f.Name == "session_gap_30").Counts);
        string[] byGap = ["session_gap_15", "session_gap_20", "session_gap_30", "session_gap_45", "session_gap_60"];
        Assert.Equal(byGap.Select(name => sessions[name]).OrderDescending(), byGap.Select(name => sessions[name]));
        Assert.True(sessions["session_gap_15"] > sessions["session_gap_60"]);
        // Midnight cuts no session any more, and each is counted on the date it starts.
        Assert.InRange(sessions["no_date_cut"], 1, 6236);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static DateRange AnyRange(Random random)
    {
        var whole = Range(Whole);
        var from = whole.From.AddDays(random.Next(whole.Days));
        // Short ones as often as long ones.
        var days = 1 + (random.Next(2) == 0 ? random.Next(3) : random.Next(whole.Days));
        var to = from.AddDays(days - 1);
        return new DateRange(from, to > whole.To ? whole.To : to);
    }

    private static decimal Number(string? text) =>
        decimal.Parse(text!, System.Globalization.CultureInfo.InvariantCulture);
}
