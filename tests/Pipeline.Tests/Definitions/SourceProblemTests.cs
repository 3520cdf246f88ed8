namespace RetailRocket.Pipeline.Tests.Definitions;

public sealed class SourceProblemTests
{
    private const string Yaml = "pipeline.yml";
    private const string Schema = "00_schema/01_tables.sql";

    [Theory]
    [InlineData("type: numeric", "type: number", "from: amount", "expected one of smallint, int, bigint")]
    [InlineData("type: numeric", "type: json", "from: amount", "json is for jsonl files alone")]
    [InlineData("{ from: amount, ", "{ ", "amount: { type", "sources.orders.columns.amount.from is missing")]
    [InlineData(", type: numeric", "", "from: amount", "sources.orders.columns.amount.type is missing")]
    [InlineData("required: false", "required: maybe", "maybe", "expected true or false, found \"maybe\"")]
    [InlineData("as: epoch_ms", "as: epoch", "epoch", "expected one of epoch_ms, epoch_s, timestamp, date")]
    [InlineData("as: epoch_ms", "as: date", "as: date", "reads a column of type date, but ordered_ms is bigint")]
    [InlineData(
        "as: epoch_ms",
        "as: timestamp",
        "as: timestamp",
        "a column of type timestamp, but ordered_ms is bigint"
    )]
    [InlineData("column: ordered_ms", "column: order_ms", "order_ms,", "did you mean \"ordered_ms\"?")]
    [InlineData("files: [\"orders*.csv\"]", "files: orders.csv", "files: orders.csv", "expected a list of texts")]
    [InlineData("files: [\"orders*.csv\"]", "files: [[a]]", "files: [[a]]", "expected a list of texts")]
    [InlineData("\"orders*.csv\"", "\"in/orders*.csv\"", "in/orders", "holds a path")]
    [InlineData("\"products.csv\"", "\"orders*.csv\", \"p.csv\"", "p.csv", "already given on line 12")]
    [InlineData("    files: [\"products.csv\"]\n", "", "  products:", "sources.products.files is missing")]
    public void Read_WrongSource_NamesLineAndReason(string old, string replacement, string at, string message)
    {
        using var shop = PipelineBuilder.Shop().Edit(Yaml, old, replacement);

        shop.ExpectProblem(Yaml, at, message);
    }

    [Fact]
    public void Read_UnknownFormat_NamesTheKnownOnes()
    {
        using var shop = PipelineBuilder
            .Shop()
            .Edit(Yaml, "format: csv\n    required", "format: parquet\n    required");

        shop.ExpectProblem(Yaml, "parquet", "expected one of csv, jsonl");
    }

    [Fact]
    public void Read_TwoSourcesInOneTable_IsAProblem()
    {
        using var shop = PipelineBuilder.Shop().Edit(Yaml, "table: raw_products", "table: raw_orders");

        Assert.Contains(
            shop.Problems(),
            p =>
                p.Line == 22
                && p.Message.Contains("already the table of the source on line 11", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Read_BadTableName_SaysTheRule()
    {
        var name = "raw_" + new string('x', 52);
        using var shop = PipelineBuilder
            .Shop()
            .Edit(Yaml, "raw_orders", name)
            .Edit(Schema, "raw_orders", name)
            .Edit("10_staging/stg_orders.sql", "raw_orders", name)
            .Edit("90_checks/before_staging/001_amounts.sql", "raw_orders", name);

        shop.ExpectProblem(Yaml, "table: " + name, "at most 55 long");
    }

    [Fact]
    public void Read_EngineColumnMapped_IsAProblem()
    {
        using var shop = PipelineBuilder.Shop().Edit(Yaml, "product_id: { from: id", "line_no: { from: id");

        shop.ExpectProblem(Yaml, "line_no", "file_id and line_no are the engine's");
    }

    [Fact]
    public void Read_JsonPathWithEmptyStep_IsAProblem()
    {
        using var shop = PipelineBuilder
            .Shop()
            .Edit(Yaml, "format: csv\n    required", "format: jsonl\n    required")
            .Edit(Yaml, "from: customer,", "from: user..id,");

        shop.ExpectProblem(Yaml, "user..id", "has an empty step");
    }

    [Fact]
    public void Read_NoSources_IsAProblem()
    {
        using var shop = PipelineBuilder
            .Shop()
            .With(Yaml, "name: shop\ntitle: { en: Shop }\ntime_zone: UTC\nsources: {}\n");

        Assert.Contains(
            shop.Problems(),
            p => p.Line == 4 && p.Message.StartsWith("sources is empty", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(
        "    amount numeric(12, 2)\n) partition by list",
        "    amount text\n) partition by list",
        "column amount is text; it must be numeric"
    )]
    [InlineData("    customer_id bigint,\n", "", "column customer_id is missing; it must be bigint")]
    [InlineData("    line_no int not null,\n", "", "column line_no is missing")]
    [InlineData(
        "    amount numeric(12, 2)\n) partition by list (file_id)",
        "    amount numeric(12, 2)\n)",
        "partition by list (file_id)"
    )]
    public void Read_RawTableOfAnotherShape_NamesTheTable(string old, string replacement, string message)
    {
        using var shop = PipelineBuilder.Shop().Edit(Schema, old, replacement);

        shop.ExpectProblem(Schema, "create table raw_orders", message);
    }

    [Fact]
    public void Read_RawTableNotCreated_NamesTheSource()
    {
        using var shop = PipelineBuilder.Shop().Edit(Schema, "create table raw_orders", "create table raw_order");

        shop.ExpectProblem(
            Yaml,
            "  orders:",
            "no file of 00_schema/ creates table raw_orders; did you mean \"raw_order\"?"
        );
    }
}
