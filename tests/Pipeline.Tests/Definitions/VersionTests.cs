using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Tests.Definitions;

public sealed class VersionTests
{
    [Fact]
    public void Version_Always_IsTwelveHexDigitsAndRepeatable()
    {
        using var shop = PipelineBuilder.Shop();

        var (first, second) = (shop.Read(), shop.Read());

        Assert.All(first.Models.Select(m => m.Version).Append(first.Version), v => Assert.Matches("^[0-9a-f]{12}$", v));
        Assert.Equal(first.Models.Select(m => m.Version), second.Models.Select(m => m.Version));
        Assert.Equal(first.Version, second.Version);
        Assert.Equal(first.Models.Count, first.Models.Select(m => m.Version).Distinct().Count());
    }

    [Theory]
    // A comment, spacing: the pipeline's text is another, no model is.
    [InlineData("20_mart/fact_orders.sql", "select o.order_date", "-- why\nselect   o.order_date", "")]
    [InlineData("30_kpi/kpi_sales.sql", "sum(f.amount)", "avg(f.amount)", "kpi_sales")]
    [InlineData("20_mart/mart_week.sql", "sum(f.amount)", "avg(f.amount)", "mart_week kpi_sales")]
    [InlineData("pipeline.yml", "lookback: 6", "lookback: 7", "mart_week kpi_sales")]
    [InlineData(
        "10_staging/stg_products.sql",
        "category from",
        "lower(category) as category from",
        "stg_products fact_orders mart_week kpi_cohort kpi_sales"
    )]
    [InlineData(
        "pipeline.yml",
        "from: category",
        "from: kind",
        "stg_products fact_orders mart_week kpi_cohort kpi_sales"
    )]
    [InlineData(
        "pipeline.yml",
        "value: 1000",
        "value: 2000",
        "stg_orders dim_customer fact_orders mart_week kpi_cohort kpi_sales"
    )]
    [InlineData(
        "pipeline.yml",
        "Asia/Seoul",
        "UTC",
        "stg_orders stg_products dim_customer fact_orders mart_week kpi_cohort kpi_sales"
    )]
    [InlineData("pipeline.yml", "pass_rate: 99.50", "pass_rate: 98", "")]
    [InlineData("pipeline.yml", "columns: [kpi_date, amount]", "columns: [kpi_date]", "")]
    [InlineData("90_checks/after_kpi/003_sales.sql", "< 0", "<= 0", "")]
    public void Version_AfterAnEdit_ChangesForTheModelsItConcerns(
        string path,
        string old,
        string replacement,
        string changed
    )
    {
        using var before = PipelineBuilder.Shop();
        using var after = PipelineBuilder.Shop().Edit(path, old, replacement);

        var (was, now) = (before.Read(), after.Read());

        Assert.NotEqual(was.Version, now.Version);
        var versions = was.Models.ToDictionary(m => m.Table, m => m.Version);
        Assert.Equal(
            changed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(),
            now.Models.Where(m => versions[m.Table] != m.Version).Select(m => m.Table).Order()
        );
    }
}
