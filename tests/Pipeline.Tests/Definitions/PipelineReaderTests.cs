using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Tests.Definitions;

public sealed class PipelineReaderTests
{
    [Fact]
    public void Read_ValidFolder_ReadsHeaderSourcesAndSettings()
    {
        using var shop = PipelineBuilder.Shop();

        var pipeline = shop.Read();

        Assert.Equal("shop", pipeline.Name);
        Assert.Equal("Shop", pipeline.Title.English);
        Assert.Equal("Asia/Seoul", pipeline.TimeZone.Id);
        Assert.Equal("0 0 9 * * ?", pipeline.Cron);
        Assert.Equal(5, pipeline.KeepRuns);
        var setting = Assert.Single(pipeline.Settings);
        Assert.Equal(
            ("least_amount", 1000L, "smaller orders do not count"),
            (setting.Name, setting.Value, setting.About.English)
        );
        Assert.Equal(["raw_orders", "raw_products"], pipeline.Sources.Select(s => s.Table));
        var orders = pipeline.Sources[0];
        Assert.Equal(new SourceDate("ordered_ms", SourceDateKind.EpochMilliseconds), orders.Date);
        Assert.Equal(["orders*.csv"], orders.Files);
        Assert.True(orders.Required);
        Assert.Equal(new SourceColumn("ordered_ms", "time", SourceColumnType.BigInt), orders.Columns[0]);
        Assert.False(pipeline.Sources[1].Required);
        Assert.False(pipeline.Sources[1].Columns[1].Required);
    }

    [Fact]
    public void Read_ValidFolder_ReadsModelsInOrderWithInputs()
    {
        using var shop = PipelineBuilder.Shop();

        var models = shop.Read().Models.ToDictionary(m => m.Table);

        Assert.Equal(
            ["stg_orders", "stg_products", "dim_customer", "fact_orders", "mart_week", "kpi_cohort", "kpi_sales"],
            models.Keys
        );
        Assert.Equal(["raw_orders"], models["stg_orders"].Inputs);
        Assert.Equal(["stg_orders", "stg_products"], models["fact_orders"].Inputs);
        Assert.Equal(["dim_customer", "fact_orders"], models["kpi_cohort"].Inputs);
        Assert.Equal(["file_ids", "from", "least_amount", "time_zone", "to"], models["stg_orders"].Parameters);
        Assert.True(models["stg_orders"].PartitionedByMonth);
        Assert.False(models["fact_orders"].PartitionedByMonth);
        Assert.Equal((ModelRefresh.Keys, "customer_id", "first_date"), Keys(models["dim_customer"]));
        Assert.Equal(6, models["mart_week"].LookbackDays);
        Assert.Equal(ModelDefinition.AllHistory, models["kpi_cohort"].LookbackDays);

        static (ModelRefresh, string?, string?) Keys(ModelDefinition m) => (m.Refresh, m.KeyColumn, m.PresentColumn);
    }

    [Fact]
    public void Read_ValidFolder_ReadsChecksAndExports()
    {
        using var shop = PipelineBuilder.Shop();

        var pipeline = shop.Read();

        var amounts = pipeline.Checks[0];
        Assert.Equal(
            (CheckPhase.BeforeStaging, CheckSeverity.Block, 99.50m),
            (amounts.Phase, amounts.Severity, amounts.PassRate)
        );
        Assert.Equal("raw_orders", amounts.Of);
        Assert.Equal("An order without an amount. Ask who sends the file.", amounts.About);
        Assert.Equal(CheckSeverity.Warn, pipeline.Checks[1].Severity);
        Assert.Equal("Ask the shop.", pipeline.Checks[1].About);
        Assert.Equal(["kpi_sales"], pipeline.Checks[2].Inputs);
        Assert.Equal(["run_id"], pipeline.Checks[2].Parameters);
        Assert.Equal([ExportKind.Csv, ExportKind.Summary], pipeline.Exports.Select(e => e.Kind));
        Assert.Equal(["kpi_date", "amount"], pipeline.Exports[0].Columns);
    }

    [Theory]
    [InlineData("30", 30L)]
    [InlineData("-1", -1L)]
    [InlineData("true", true)]
    [InlineData("\"30\"", "30")]
    [InlineData("abc", "abc")]
    public void Read_SettingValue_KeepsTheTypeItIsWrittenAs(string written, object expected)
    {
        using var shop = PipelineBuilder.Shop().Edit("pipeline.yml", "value: 1000", $"value: {written}");

        Assert.Equal(expected, shop.Read().Settings[0].Value);
    }

    [Fact]
    public void Read_SettingWithPoint_IsDecimal()
    {
        using var shop = PipelineBuilder.Shop().Edit("pipeline.yml", "value: 1000", "value: 0.10");

        Assert.Equal(0.10m, Assert.IsType<decimal>(shop.Read().Settings[0].Value));
    }

    [Fact]
    public void Read_SeveralMistakes_ReportsAllSortedInOneMessage()
    {
        using var shop = PipelineBuilder
            .Shop()
            .Edit("pipeline.yml", "Asia/Seoul", "Asia/Soul")
            .Edit("pipeline.yml", "severity: warn", "severity: loud")
            .Edit("30_kpi/kpi_sales.sql", "mart_week", "mart_weak");

        var e = Assert.Throws<DefinitionException>(shop.Read);

        Assert.Equal(3, e.Problems.Count);
        var lines = e.Message.Split('\n');
        Assert.StartsWith(
            "sql/shop/30_kpi/kpi_sales.sql:2: \"mart_weak\" is neither",
            lines[0],
            StringComparison.Ordinal
        );
        Assert.Contains("did you mean \"mart_week\"?", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("sql/shop/pipeline.yml:3: time_zone: \"Asia/Soul\"", lines[1], StringComparison.Ordinal);
        Assert.StartsWith(
            "sql/shop/pipeline.yml:40: checks.002_customers.severity: expected",
            lines[2],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Read_MissingFolder_SaysThatPipelineYmlIsMissing()
    {
        var e = Assert.Throws<DefinitionException>(() => new PipelineReader().Read("/nowhere/sql/none"));

        Assert.Contains("sql/none/pipeline.yml: The file is missing", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WindowsLineEnds_GivesTheSameVersions()
    {
        using var unix = PipelineBuilder.Shop();
        using var windows = PipelineBuilder.Shop();
        foreach (var (path, text) in ShopPipeline.Files)
        {
            windows.With(path, "\uFEFF" + text.ReplaceLineEndings("\r\n"));
        }

        var (expected, actual) = (unix.Read(), windows.Read());

        Assert.Equal(expected.Version, actual.Version);
        Assert.Equal(expected.Models.Select(m => m.Version), actual.Models.Select(m => m.Version));
    }
}
