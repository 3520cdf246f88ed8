using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Tests.Definitions;

public sealed class LineageTests
{
    private const int All = ModelDefinition.AllHistory;

    [Fact]
    public void Nodes_OfClicks_GoFromRawToExport()
    {
        var lineage = new Lineage(Clicks());

        Assert.Equal(
            [
                "raw_clicks",
                "stg_clicks",
                "mart_click_streaks",
                "kpi_clicks_daily",
                "published.kpi_clicks_daily",
                "clicks_daily_{date}.csv",
            ],
            lineage.Nodes.Select(n => n.Name)
        );
        Assert.Equal(Enum.GetValues<LineageKind>(), lineage.Nodes.Select(n => n.Kind));
        var staging = lineage["stg_clicks"];
        Assert.Equal(["raw_clicks"], staging.Inputs);
        Assert.Equal(["kpi_clicks_daily", "mart_click_streaks"], staging.Outputs);
        Assert.Equal(["001_page_given"], staging.Checks);
        Assert.Equal(["002_visitors_within_clicks"], lineage["kpi_clicks_daily"].Checks);
    }

    [Fact]
    public void Read_Clicks_HasAStepAndDaylightSaving()
    {
        var clicks = Clicks();

        var step = clicks.Models.Single(m => m.Step is not null);
        Assert.Equal(("mart_click_streaks", "click_streaks", null), (step.Table, step.Step, step.Sql));
        Assert.Equal(["stg_clicks"], step.Inputs);
        Assert.True(clicks.TimeZone.SupportsDaylightSavingTime);
        Assert.Equal(SourceFormat.JsonLines, clicks.Sources[0].Format);
        Assert.Equal(99m, clicks.Checks[0].PassRate);
    }

    [Fact]
    public void LookbackDays_OfClicks_IsThatOfTheWidestPath()
    {
        var lineage = new Lineage(Clicks());

        Assert.Equal(0, lineage.LookbackDays("raw_clicks", "stg_clicks"));
        Assert.Equal(6, lineage.LookbackDays("raw_clicks", "kpi_clicks_daily"));
        Assert.Equal(6, lineage.LookbackDays("stg_clicks", "clicks_daily_{date}.csv"));
        Assert.Equal(0, lineage.LookbackDays("mart_click_streaks", "kpi_clicks_daily"));
        Assert.Null(lineage.LookbackDays("kpi_clicks_daily", "stg_clicks"));
    }

    [Fact]
    public void LookbackDays_OverLayers_SumsAlongPathsAndTakesTheWidest()
    {
        using var shop = PipelineBuilder.Shop();
        var lineage = new Lineage(shop.Read());

        Assert.Equal(0, lineage.LookbackDays("raw_orders", "raw_orders"));
        Assert.Equal(0, lineage.LookbackDays("raw_orders", "fact_orders"));
        Assert.Equal(6, lineage.LookbackDays("raw_orders", "mart_week"));
        Assert.Equal(8, lineage.LookbackDays("raw_orders", "kpi_sales"));
        Assert.Equal(2, lineage.LookbackDays("mart_week", "published.kpi_sales"));
        Assert.Equal(All, lineage.LookbackDays("fact_orders", "kpi_cohort"));
    }

    [Fact]
    public void LookbackDays_ThroughATableWithoutDates_IsAllHistory()
    {
        using var shop = PipelineBuilder.Shop().Edit("pipeline.yml", "lookback: all", "lookback: 0");
        var lineage = new Lineage(shop.Read());

        Assert.Equal(All, lineage.LookbackDays("raw_orders", "dim_customer"));
        Assert.Equal(All, lineage.LookbackDays("raw_orders", "kpi_cohort"));
        Assert.Equal(0, lineage.LookbackDays("fact_orders", "kpi_cohort"));
        Assert.Null(lineage.LookbackDays("raw_products", "fact_orders"));
        Assert.Null(lineage.LookbackDays("dim_customer", "kpi_cohort"));
    }

    [Fact]
    public void SourceLookbacks_OfAModel_NamesDatedSourcesAlone()
    {
        using var shop = PipelineBuilder.Shop();

        var lookbacks = new Lineage(shop.Read()).SourceLookbacks("kpi_sales");

        Assert.Equal([new("raw_orders", 8)], lookbacks);
    }

    [Fact]
    public void Waves_OverLayers_PutEachModelAfterItsInputs()
    {
        using var shop = PipelineBuilder.Shop();

        var lineage = new Lineage(shop.Read());

        Assert.Equal(
            ["stg_orders stg_products", "dim_customer fact_orders", "mart_week kpi_cohort", "kpi_sales"],
            lineage.Waves.Select(w => string.Join(' ', w.Select(m => m.Table)))
        );
        Assert.Equal(["fact_orders", "mart_week"], lineage.Dependencies("kpi_sales"));
        Assert.Empty(lineage.Dependencies("stg_orders"));
    }

    [Fact]
    public void ReachableFrom_AndUpstreamOf_AreEachOthersInverse()
    {
        using var shop = PipelineBuilder.Shop();
        var lineage = new Lineage(shop.Read());

        Assert.Equal(
            ["mart_week", "kpi_sales", "published.kpi_sales", "sales_{date}.csv", "summary_{date}.txt"],
            lineage
                .ReachableFrom("fact_orders")
                .Select(n => n.Name)
                .Where(n => !n.Contains("cohort", StringComparison.Ordinal))
        );
        foreach (var node in lineage.Nodes)
        {
            Assert.All(lineage.ReachableFrom(node.Name), d => Assert.Contains(node, lineage.UpstreamOf(d.Name)));
            Assert.All(lineage.UpstreamOf(node.Name), u => Assert.Contains(node, lineage.ReachableFrom(u.Name)));
            Assert.DoesNotContain(node, lineage.ReachableFrom(node.Name));
        }
    }

    [Fact]
    public void Nodes_Always_ComeAfterTheirInputs()
    {
        using var shop = PipelineBuilder.Shop();
        var seen = new HashSet<string>();
        foreach (var node in new Lineage(shop.Read()).Nodes)
        {
            Assert.Superset(node.Inputs.ToHashSet(), seen);
            seen.Add(node.Name);
        }
        Assert.Equal(13, seen.Count);
    }

    [Fact]
    public void Indexer_UnknownName_OffersTheNearest()
    {
        var lineage = new Lineage(Clicks());

        var e = Assert.Throws<ArgumentException>(() => lineage.ReachableFrom("stg_click"));

        Assert.Contains("did you mean \"stg_clicks\"?", e.Message, StringComparison.Ordinal);
    }

    private static PipelineDefinition Clicks() =>
        new PipelineReader().Read(Path.Combine(AppContext.BaseDirectory, "Pipelines", "clicks"));
}
