namespace RetailRocket.Pipeline.Tests.Definitions;

/// <summary>What can be wrong with <c>explain:</c> and the files of <c>70_explain</c>.</summary>
public sealed class ExplainProblemTests
{
    private const string Yaml = "pipeline.yml";
    private const string Dimension = "70_explain/dimensions/size.sql";
    private const string Repair = "70_explain/repairs/raw_orders.sql";
    private const string Section = """
        explain:
          table: kpi_orders
          segments: size
          metrics:
            large_share: { numerator: large_orders, denominator: orders }
          what_if:
            larger: { setting: least_amount, value: 5000 }

        retention:
        """;

    [Fact]
    public void Read_ValidSection_HasItsPartsAndNoModelOfThem()
    {
        using var shop = Shop();

        var definition = shop.Read();

        var explain = definition.Explain!;
        Assert.Equal(["large_orders", "orders"], explain.Counts);
        Assert.Equal("size", Assert.Single(explain.Dimensions).Name);
        Assert.Equal("raw_orders", Assert.Single(explain.Repairs).Table);
        Assert.Equal(5000L, Assert.Single(explain.WhatIfs).Setting!.Value);
        Assert.DoesNotContain(definition.Models, model => model.Table is "size" or "larger");
    }

    [Fact]
    public void Read_OtherDimension_ChangesTheDefinitionAndNoModel()
    {
        using var shop = Shop();
        var before = shop.Read();

        var after = shop.Edit(Dimension, "'all'", "'whole'").Read();

        Assert.NotEqual(before.Version, after.Version);
        Assert.Equal(before.Models.Select(model => model.Version), after.Models.Select(model => model.Version));
    }

    [Theory]
    [InlineData("table: kpi_orders", "table: fact_orders", "\"fact_orders\" is not a KPI table")]
    [InlineData("segments: size", "segments: siez", "did you mean \"size\"?")]
    [InlineData("denominator: orders }", "denominator: order }", "the table has no column \"order\"")]
    [InlineData("setting: least_amount", "setting: most_amount", "there is no setting \"most_amount\"")]
    [InlineData("{ setting: least_amount, value: 5000 }", "{ margin_days: 1 }", "changes nothing")]
    public void Read_WrongEntry_NamesItsLine(string entry, string wrong, string message)
    {
        using var shop = Shop();

        shop.Edit(Yaml, entry, wrong).ExpectProblem(Yaml, wrong, message);
    }

    [Fact]
    public void Read_TableThatLooksBack_CannotBeRecomputed()
    {
        using var shop = Shop();

        shop.Edit(Yaml, "kpi_orders: { date: kpi_date }", "kpi_orders: { date: kpi_date, lookback: 3 }")
            .ExpectProblem(Yaml, "table: kpi_orders", "as kpi_orders looks back");
    }

    [Fact]
    public void Read_DimensionWithoutACount_SaysWhichIsMissing()
    {
        using var shop = Shop();

        shop.Edit(Dimension, "as large_orders", "as large")
            .ExpectProblem(Dimension, "select order_date", "missing: large_orders.");
    }

    [Fact]
    public void Read_RepairOfNoRawTable_IsRefused()
    {
        using var shop = Shop();

        shop.With("70_explain/repairs/fact_orders.sql", "select order_date from fact_orders")
            .ExpectProblem("70_explain/repairs/fact_orders.sql", null, "fact_orders is not the raw table of a source");
    }

    [Fact]
    public void Read_WhatIfThatNobodyNames_WouldDoNothing()
    {
        using var shop = Shop();

        shop.With("70_explain/what_if/smaller/fact_orders.sql", "select order_date from stg_orders")
            .ExpectProblem(
                "70_explain/what_if/smaller/fact_orders.sql",
                null,
                "explain.what_if of pipeline.yml does not name smaller"
            );
    }

    [Fact]
    public void Read_FilesWithoutTheSection_WouldDoNothing()
    {
        using var shop = PipelineBuilder.Shop().With(Dimension, "select 1");

        shop.ExpectProblem(Dimension, null, "pipeline.yml has no explain: section");
    }

    private static PipelineBuilder Shop() =>
        PipelineBuilder
            .Shop()
            .Edit(Yaml, "retention:", Section)
            .Edit(Yaml, "  kpi_cohort: {", "  kpi_orders: { date: kpi_date }\n  kpi_cohort: {")
            .With(
                "00_schema/02_orders.sql",
                """
                create table kpi_orders (
                    run_id bigint, kpi_date date, orders bigint, large_orders bigint, primary key (run_id, kpi_date)
                );
                """
            )
            .With(
                "30_kpi/kpi_orders.sql",
                """
                select order_date as kpi_date, count(*) as orders, count(*) filter (where amount > 9000) as large_orders
                from fact_orders where order_date between @from and @to group by 1
                """
            )
            .With(
                Dimension,
                """
                select order_date as segment_date, 'all' as segment,
                    count(*) as orders, count(*) filter (where amount > 9000) as large_orders
                from fact_orders where order_date between @from and @to group by 1
                """
            )
            .With(
                Repair,
                """
                select distinct file_id, line_no, ordered_ms, customer_id, product_id, amount
                from raw_orders where file_id = any (@file_ids)
                """
            );
}
