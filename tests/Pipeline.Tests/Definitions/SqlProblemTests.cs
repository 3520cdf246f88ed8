namespace RetailRocket.Pipeline.Tests.Definitions;

public sealed class SqlProblemTests
{
    private const string Path = "20_mart/fact_orders.sql";

    [Theory]
    [InlineData(
        "left join stg_products p",
        "left join stg_product p",
        "stg_product p",
        "did you mean \"stg_products\"?"
    )]
    [InlineData("left join stg_products p", "left join shop.stg_products p", "shop.", "without \"shop.\"")]
    [InlineData("@from", "@form", "@form", "did you mean \"from\"?")]
    [InlineData("@from and @to", "@from and @to and @least_amont > 0", "least_amont", "did you mean \"least_amount\"?")]
    [InlineData("@from and @to", "@from and @to; select 1", "select 1", "A second statement starts here")]
    [InlineData(
        "select o.order_date",
        "delete from stg_orders; select o.order_date",
        "delete",
        "A second statement starts here"
    )]
    [InlineData("select o.order_date", "insert into x select o.order_date", "insert", "starts with \"insert\"")]
    [InlineData("using (product_id)", "using (product_id", "using", "The ( opened here is never closed")]
    [InlineData("using (product_id)", "using (product_id))", "using", "This ) closes nothing")]
    [InlineData("using (product_id)", "using (product_id]", "using", "does not close the ( opened on line 2")]
    [InlineData("o.amount", "'o.amount", "'o.amount", "The string that starts here is never closed")]
    [InlineData("o.amount", "\"o.amount", "\"o.amount", "The quoted name that starts here is never closed")]
    [InlineData("o.amount", "$x$o.amount", "$x$", "is never closed with $x$")]
    [InlineData("o.amount", "/* /* */ o.amount", "/* /*", "The comment that starts here")]
    [InlineData("o.amount\n", "o.amount into other\n", "into other", "SELECT INTO is not allowed")]
    public void Read_WrongSql_NamesLineAndReason(string old, string replacement, string at, string message)
    {
        using var shop = PipelineBuilder.Shop().Edit(Path, old, replacement);

        shop.ExpectProblem(Path, at, message);
    }

    [Fact]
    public void Read_DataChangingCte_IsAProblem()
    {
        using var shop = PipelineBuilder
            .Shop()
            .Edit(
                Path,
                "select o.order_date",
                "with gone as (delete from stg_orders returning *)\nselect o.order_date"
            );

        shop.ExpectProblem(Path, "with gone", "DELETE is not allowed");
    }

    [Fact]
    public void Read_EmptyFile_IsAProblem()
    {
        using var shop = PipelineBuilder.Shop().With(Path, "-- later");

        shop.ExpectProblem(Path, "-- later", "holds no statement");
    }

    [Fact]
    public void Read_UnclosedLiteralInSchema_NamesTheLine()
    {
        using var shop = PipelineBuilder.Shop().With("00_schema/02_comments.sql", "\ncomment on table x is 'y;");

        shop.ExpectProblem("00_schema/02_comments.sql", "comment on", "never closed");
    }
}
