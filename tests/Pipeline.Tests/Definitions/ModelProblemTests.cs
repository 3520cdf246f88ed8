namespace RetailRocket.Pipeline.Tests.Definitions;

public sealed class ModelProblemTests
{
    private const string Yaml = "pipeline.yml";
    private const string Schema = "00_schema/01_tables.sql";

    [Theory]
    [InlineData("refresh: whole", "refresh: full", "full", "expected one of dates, whole, keys, found \"full\"")]
    [InlineData(
        "lookback: 6",
        "lookback: -1",
        "lookback: -1",
        "expected a number of days from 0 to 36500, or all, found \"-1\""
    )]
    [InlineData("lookback: 6", "lookback: everything", "everything", "or all, found \"everything\"")]
    [InlineData("lookback: 6", "look_back: 6", "look_back", "did you mean \"lookback\"?")]
    [InlineData("refresh: keys, key: customer_id", "refresh: keys", "dim_customer", "dim_customer.key is missing")]
    [InlineData(
        "refresh: whole",
        "refresh: whole, date: order_date",
        "refresh: whole",
        "does nothing with refresh: whole"
    )]
    [InlineData("refresh: keys,", "refresh: keys, lookback: 3,", "dim_customer", "has no date to look back from")]
    [InlineData(
        "fact_orders: { date: order_date }",
        "fact_orders: { lookback: 0 }",
        "fact_orders:",
        "fact_orders says no date column"
    )]
    [InlineData(
        "date: week_date",
        "date: weekdate",
        "weekdate",
        "has no column \"weekdate\"; did you mean \"week_date\"?"
    )]
    [InlineData("key: customer_id", "key: customer", "key: customer,", "has no column \"customer\"")]
    [InlineData("date: week_date", "date: week_date, reads: [fact_orders]", "reads", "is for a step alone")]
    [InlineData(
        "date: week_date",
        "date: week_date, step: weeks, reads: [fact_orders]",
        "step: weeks",
        "both 20_mart/mart_week.sql and a step"
    )]
    [InlineData("models:", "models:\n  mart_wek: { date: week_date }", "mart_wek:", "did you mean \"mart_week\"?")]
    public void Read_WrongOptions_NamesLineAndReason(string old, string replacement, string at, string message)
    {
        using var shop = PipelineBuilder.Shop().Edit(Yaml, old, replacement);
        var problems = shop.Problems();

        Assert.Contains(problems, p => p.Message.Contains(message, StringComparison.Ordinal));
        Assert.All(problems, p => Assert.Equal("sql/shop/pipeline.yml", p.File));
        var text = File.ReadAllLines(Path.Combine(shop.Folder, Yaml));
        Assert.All(problems, p => Assert.Contains(at, text[p.Line - 1], StringComparison.Ordinal));
    }

    [Fact]
    public void Read_ModelWithoutEntry_NeedsADate()
    {
        using var shop = PipelineBuilder.Shop().Edit(Yaml, "  fact_orders: { date: order_date }\n", "");

        shop.ExpectProblem("20_mart/fact_orders.sql", "select", "under models: fact_orders: { date: <column> }");
    }

    [Fact]
    public void Read_FileInTwoLayers_NamesBoth()
    {
        using var shop = PipelineBuilder.Shop().With("30_kpi/fact_orders.sql", "select 1");

        shop.ExpectProblem("30_kpi/fact_orders.sql", null, "already filled by 20_mart/fact_orders.sql");
    }

    [Fact]
    public void Read_FileNamedAsRawTable_IsAProblem()
    {
        using var shop = PipelineBuilder.Shop().With("10_staging/raw_orders.sql", "select 1");

        shop.ExpectProblem("10_staging/raw_orders.sql", null, "is the raw table of a source");
    }

    [Theory]
    [InlineData("10_stagging/stg_x.sql", "The engine does not look here")]
    [InlineData("90_checks/x.sql", "The engine does not look here")]
    [InlineData("20_mart/x.SQL", "must end in .sql")]
    [InlineData("20_mart/Mart-X.sql", "cannot name a table")]
    public void Read_FileOutOfPlace_IsAProblem(string path, string message)
    {
        using var shop = PipelineBuilder.Shop().With(path, "select @from, @to");

        var problem = Assert.Single(shop.Problems(), p => p.Line == 0);

        Assert.Equal($"sql/shop/{path}", problem.File);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DatedModelWithoutRange_IsAProblem()
    {
        using var shop = PipelineBuilder.Shop().Edit("20_mart/fact_orders.sql", "between @from and @to", ">= @from");

        shop.ExpectProblem("20_mart/fact_orders.sql", "select", "name both @from and @to");
    }

    [Theory]
    [InlineData(
        "10_staging/stg_products.sql",
        "raw_products",
        "raw_products, kpi_sales",
        "stg_products (staging) reads kpi_sales (KPI)"
    )]
    [InlineData("20_mart/dim_customer.sql", "stg_orders", "kpi_sales", "dim_customer (mart) reads kpi_sales (KPI)")]
    [InlineData(
        "10_staging/stg_products.sql",
        "raw_products",
        "fact_orders",
        "stg_products (staging) reads fact_orders (mart)"
    )]
    [InlineData("30_kpi/kpi_cohort.sql", "fact_orders f", "kpi_sales f", "which holds rows of every run")]
    public void Read_AgainstTheLayers_NamesTheLine(string path, string old, string replacement, string message)
    {
        using var shop = PipelineBuilder.Shop().Edit(path, old, replacement);

        var problem = Assert.Single(shop.Problems(), p => p.Message.Contains(message, StringComparison.Ordinal));

        Assert.Equal($"sql/shop/{path}", problem.File);
        Assert.True(problem.Line > 0);
    }

    [Fact]
    public void Read_Cycle_PrintsIt()
    {
        using var shop = PipelineBuilder
            .Shop()
            .Edit("20_mart/fact_orders.sql", "\nwhere", "\njoin mart_week w on w.week_date = o.order_date\nwhere");

        shop.ExpectProblem(
            "20_mart/fact_orders.sql",
            "join mart_week",
            "Cycle: fact_orders -> mart_week -> fact_orders (each reads the next)"
        );
    }

    [Fact]
    public void Read_ModelReadsItself_IsACycle()
    {
        using var shop = PipelineBuilder.Shop().Edit("20_mart/mart_week.sql", "join fact_orders f", "join mart_week f");

        shop.ExpectProblem("20_mart/mart_week.sql", "join", "Cycle: mart_week -> mart_week.");
    }

    [Fact]
    public void Read_ModelByKeysReadsItself_IsNoInput()
    {
        using var shop = PipelineBuilder
            .Shop()
            .Edit("20_mart/dim_customer.sql", "group by", "and 0 < (select 1 from dim_customer) group by");

        Assert.Equal(["stg_orders"], shop.Read().Models.Single(m => m.Table == "dim_customer").Inputs);
    }

    [Fact]
    public void Read_KpiNotByDate_IsAProblem()
    {
        using var shop = PipelineBuilder
            .Shop()
            .Edit(Yaml, "kpi_cohort: { date: kpi_date, lookback: all }", "kpi_cohort: { refresh: whole }");

        shop.ExpectProblem(Yaml, "kpi_cohort", "a KPI is published by date");
    }

    [Theory]
    [InlineData(
        "create table mart_week",
        "create table mart_weeks",
        "20_mart/mart_week.sql",
        "no file of 00_schema/ creates table mart_week"
    )]
    [InlineData(
        "primary key (run_id, kpi_date));",
        "primary key (kpi_date));",
        Schema,
        "run_id must be part of the primary key"
    )]
    [InlineData("kpi_cohort (run_id bigint, ", "kpi_cohort (", Schema, "column run_id is missing")]
    [InlineData(
        "mart_week (week_date date,",
        "mart_week (week_date timestamptz,",
        Schema,
        "column week_date is timestamptz; it must be date"
    )]
    [InlineData("by range (order_date)", "by range (amount)", Schema, "partition by range (order_date)")]
    [InlineData("by range (order_date)", "by hash (order_date)", Schema, "partition by range (order_date)")]
    [InlineData(
        "create table stg_products",
        "create table fact_orders (x int);\ncreate table stg_products",
        Schema,
        "already created in"
    )]
    public void Read_TableOfAnotherShape_NamesIt(string old, string replacement, string path, string message)
    {
        using var shop = PipelineBuilder.Shop().Edit(Schema, old, replacement);

        Assert.Contains(
            shop.Problems(),
            p => p.File == $"sql/shop/{path}" && p.Line > 0 && p.Message.Contains(message, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("{ step: s, date: d }", "bots.reads is missing")]
    [InlineData("{ step: s, date: d, reads: [stg_order] }", "did you mean \"stg_orders\"?")]
    [InlineData("{ step: s, date: d, reads: [kpi_sales] }", "reads kpi_sales (KPI)")]
    [InlineData("{ step: s, date: d, reads: [stg_orders], layer: gold }", "expected one of staging, mart, kpi")]
    public void Read_WrongStep_NamesTheLine(string options, string message)
    {
        using var shop = PipelineBuilder
            .Shop()
            .Edit(Yaml, "models:", $"models:\n  bots: {options}")
            .Edit(Schema, "create table mart_week", "create table bots (d date);\ncreate table mart_week");

        shop.ExpectProblem(Yaml, "  bots:", message);
    }
}
