namespace RetailRocket.Pipeline.Tests.Definitions;

public sealed class CheckAndExportProblemTests
{
    private const string Yaml = "pipeline.yml";

    [Theory]
    [InlineData("severity: warn", "severity: error", "severity: error", "expected one of block, warn, found \"error\"")]
    [InlineData("severity: warn", "level: warn", "level: warn", "checks.002_customers.level is not a setting")]
    [InlineData("pass_rate: 99.50", "pass_rate: 100.5", "pass_rate", "a percentage from 0 to 100, found \"100.5\"")]
    [InlineData("pass_rate: 99.50", "pass_rate: -1", "pass_rate", "a percentage from 0 to 100")]
    [InlineData("pass_rate: 99.50", "pass_rate: most", "pass_rate", "a percentage from 0 to 100")]
    [InlineData("99.50, of: raw_orders", "99.50", "pass_rate", "001_amounts.of is missing")]
    [InlineData("pass_rate: 99.50, of", "of", "001_amounts", "does nothing without pass_rate")]
    [InlineData("of: raw_orders", "of: raw_order", "001_amounts", "did you mean \"raw_orders\"?")]
    [InlineData("of: raw_orders", "of: raw_products", "001_amounts", "raw_products has no dates to count rows of")]
    [InlineData("of: raw_orders", "of: stg_orders", "001_amounts", "does not yet hold the run's rows")]
    [InlineData("checks:", "checks:\n  003_sale: { severity: warn }", "003_sale", "did you mean \"003_sales\"?")]
    [InlineData("sales_{date}.csv", "sales.csv", "sales.csv", "lacks {date}")]
    [InlineData("sales_{date}.csv", "../sales_{date}.csv", "../sales", "is not a plain file name")]
    [InlineData("sales_{date}.csv", "sales_{date}_{hour}.csv", "{hour}", "is not a plain file name")]
    [InlineData("summary_{date}.txt", "sales_{date}.csv", "summary: kpi", "")]
    [InlineData("table: kpi_sales", "table: kpi_sale", "table: kpi_sale", "did you mean \"kpi_sales\"?")]
    [InlineData("table: kpi_sales", "table: fact_orders", "table: fact_orders", "fact_orders is not a KPI table")]
    [InlineData("columns: [kpi_date, amount]", "columns: [kpi_date, amounts]", "amounts]", "did you mean \"amount\"?")]
    [InlineData(
        "columns: [kpi_date, amount]",
        "columns: [kpi_date, run_id]",
        "run_id",
        "publishes no column \"run_id\""
    )]
    [InlineData("columns: [kpi_date, amount]", "columns: [amount, amount]", "[amount, amount]", "is there twice")]
    [InlineData("    order: [kpi_date]\n", "", "- file: \"sales", "order is missing")]
    [InlineData("    summary: kpi_sales", "    summary: kpi_sales\n    order: [kpi_date]", "    order: [kpi_date]", "")]
    public void Read_WrongOption_NamesLineAndReason(string old, string replacement, string at, string message)
    {
        using var shop = PipelineBuilder.Shop().Edit(Yaml, old, replacement);

        var problem = Assert.Single(shop.Problems());

        Assert.Equal("sql/shop/pipeline.yml", problem.File);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        var lines = File.ReadAllLines(Path.Combine(shop.Folder, Yaml));
        // An entry of several lines is named by its first.
        Assert.Contains(lines[(problem.Line - 1)..(problem.Line + 1)], l => l.Contains(at, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_ExportsNoList_IsAProblem()
    {
        var yaml = ShopPipeline.Yaml[..ShopPipeline.Yaml.IndexOf("exports:", StringComparison.Ordinal)];
        using var shop = PipelineBuilder.Shop().With(Yaml, yaml + "exports: { file: x }\n");

        shop.ExpectProblem(Yaml, "exports:", "expected a list");
    }

    [Fact]
    public void Read_TwoChecksOfOneName_NamesBoth()
    {
        using var shop = PipelineBuilder
            .Shop()
            .With("90_checks/after_kpi/001_amounts.sql", "select kpi_date as check_date from kpi_sales where false");

        shop.ExpectProblem("90_checks/after_kpi/001_amounts.sql", null, "90_checks/before_staging/001_amounts.sql");
    }

    [Fact]
    public void Read_CheckWithoutCheckDate_IsAProblem()
    {
        using var shop = PipelineBuilder.Shop().Edit("90_checks/after_kpi/003_sales.sql", " as check_date", "");

        shop.ExpectProblem("90_checks/after_kpi/003_sales.sql", "select", "must be named check_date");
    }

    [Theory]
    [InlineData(
        "90_checks/before_staging/001_amounts.sql",
        "from raw_orders",
        "from stg_orders",
        "runs before_staging, when stg_orders"
    )]
    [InlineData(
        "90_checks/before_kpi/002_customers.sql",
        "from stg_orders",
        "from kpi_sales",
        "runs before_kpi, when kpi_sales"
    )]
    public void Read_CheckOfALaterTable_IsAProblem(string path, string old, string replacement, string message)
    {
        using var shop = PipelineBuilder.Shop().Edit(path, old, replacement);

        shop.ExpectProblem(path, replacement, message);
    }

    [Fact]
    public void Read_RunIdBeforeKpi_IsAProblem()
    {
        using var shop = PipelineBuilder
            .Shop()
            .Edit("90_checks/before_kpi/002_customers.sql", "is null", "is null and @run_id > 0");

        shop.ExpectProblem("90_checks/before_kpi/002_customers.sql", "@run_id", "is for checks of after_kpi alone");
    }
}
