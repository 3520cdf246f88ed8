using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Web.Alerts.Rules;

namespace RetailRocket.Web.Tests.Alerts;

/// <summary>The robust range of a figure, against values computed by hand.</summary>
public sealed class FigureWatchTests
{
    private static readonly DateOnly FirstMonday = new(2015, 5, 4);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static AlertRule Rule(decimal spread = 5, decimal floor = 0) =>
        new()
        {
            Pipeline = "retailrocket",
            Kind = AlertKind.Figure,
            Table = "mart_rr_funnel_daily",
            Column = "visitors",
            Spread = spread,
            Floor = floor,
            ChangedBy = "tests",
        };

    /// <summary>Mondays with so many visitors each, and a busy day between two of them that must not count.</summary>
    private static async Task<EngineHost> MondaysAsync(params int[] visitors)
    {
        using var files = new EventFiles();
        for (var week = 0; week < visitors.Length; week++)
        for (var visitor = 1; visitor <= visitors[week]; visitor++)
            files.Event($"{FirstMonday.AddDays(7 * week):yyyy-MM-dd} 10:00:{visitor:00}", visitor, "view");
        for (var visitor = 1; visitor <= 50; visitor++)
            files.Event($"2015-05-06 10:00:{visitor:00}", visitor, "view");
        files.Write();
        var engine = await EngineHost.CreateAsync();
        await engine.LandAsync(files.Path);
        await engine.RunAsync(
            "2015-05-04",
            FirstMonday.AddDays(7 * (visitors.Length - 1)).ToString("yyyy-MM-dd", null)
        );
        return engine;
    }

    private static async Task<IReadOnlyList<Finding>?> LookAsync(
        EngineHost engine,
        AlertRule rule,
        params long[] newRuns
    ) =>
        await new FigureWatch(engine.Warehouse).ReadAsync(
            new WatchAsk(engine.Definition, rule, newRuns.ToHashSet(), []),
            Token
        );

    [Fact]
    public async Task Read_FarBelowItsMondays_IsLowWithTheNumbers()
    {
        // Median 10; deviations 0 1 1 0 2 0 2 0, their median 0.5; 10 ± 5 × 0.5.
        await using var engine = await MondaysAsync(10, 11, 9, 10, 12, 10, 8, 10, 3);

        var finding = Assert.Single((await LookAsync(engine, Rule()))!);

        Assert.True(finding.IsBad);
        Assert.Equal("visitors", finding.Subject);
        var facts = finding.Facts;
        Assert.Equal((FactKind.FigureLow, new DateOnly(2015, 6, 29)), (facts.Kind, facts.Date!.Value));
        Assert.Equal(
            (3m, 10m, 0.5m, 7.5m, 12.5m, 8),
            (facts.Value, facts.Median, facts.Mad, facts.Low, facts.High, facts.Points)
        );
    }

    [Theory]
    [InlineData(12, 5, 0, FactKind.FigureUsual)]
    [InlineData(13, 5, 0, FactKind.FigureHigh)]
    [InlineData(13, 5, 0.3, FactKind.FigureUsual)]
    [InlineData(12, 3, 0, FactKind.FigureHigh)]
    public async Task Read_SpreadAndFloor_DecideWhatIsUsual(int last, decimal spread, decimal floor, FactKind kind)
    {
        await using var engine = await MondaysAsync(10, 11, 9, 10, 12, 10, 8, 10, last);

        Assert.Equal(kind, Assert.Single((await LookAsync(engine, Rule(spread, floor)))!).Facts.Kind);
    }

    [Fact]
    public async Task Read_TooFewMondays_SaysNothing()
    {
        await using var engine = await MondaysAsync(10, 11, 9, 2);
        Assert.Empty((await LookAsync(engine, Rule()))!);
    }

    [Fact]
    public async Task Read_ColumnThatIsGone_CannotTell()
    {
        await using var engine = await MondaysAsync(1);
        var gone = new AlertRule
        {
            Pipeline = "retailrocket",
            Kind = AlertKind.Figure,
            Table = "mart_rr_funnel_daily",
            Column = "no_such_column",
            ChangedBy = "tests",
        };
        Assert.Null(await LookAsync(engine, gone));
    }
}
