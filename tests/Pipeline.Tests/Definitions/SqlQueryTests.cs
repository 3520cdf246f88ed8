using RetailRocket.Pipeline.Definitions.Sql;

namespace RetailRocket.Pipeline.Tests.Definitions;

public sealed class SqlQueryTests
{
    [Theory]
    // FROM lists and joins
    [InlineData("select 1 from a", "a")]
    [InlineData("select 1 from a, b x, c as y where 1 = 1", "a b c")]
    [InlineData("select 1 from a join b on a.x = b.x left join c using (x), d", "a b c d")]
    [InlineData("select 1 from ((a join b on true) join c on true)", "a b c")]
    [InlineData("select 1 from (a) x", "a")]
    [InlineData("select 1 from only a, lateral (select 1 from b) q, lateral f(a.x) g", "a b")]
    [InlineData("select 1 from a natural join b cross join lateral unnest(a.xs) with ordinality u(x, n)", "a b")]
    [InlineData("select 1 from a tablesample system (10) join b on a.x is distinct from b.x, c", "a b c")]
    [InlineData("SELECT 1 FROM A \"Odd Alias\", \"b\"", "a b")]
    [InlineData(
        "select 1 from a where exists (select 1 from b) and x in (select y from c) order by (select 1 from d)",
        "a b c d"
    )]
    [InlineData("select array(select x from a), (select max(x) from b) from c", "a b c")]
    [InlineData("select 1 from a union all (select 1 from b) except select 1 from c", "a b c")]
    [InlineData("select 1 from a union table b", "a b")]
    // functions and other schemas
    [InlineData("select 1 from generate_series(@from, @to, interval '1 day') d", "")]
    [InlineData("select 1 from rows from (unnest(x), generate_series(1, (select max(n) from a))) as r, b", "a b")]
    [InlineData(
        "select 1 from ops.quarantine q join pg_catalog.pg_class c on true, a",
        "ops.quarantine pg_catalog.pg_class a"
    )]
    // FROM that belongs to an expression
    [InlineData("select extract(epoch from x) from a", "a")]
    [InlineData("select substring(x from 1 for 2), trim(both from y), overlay(x placing 'q' from 2) from a", "a")]
    [InlineData("select substring((select x from b) from n) from a", "b a")]
    [InlineData("select x is distinct from y, x is not distinct from z from a", "a")]
    [InlineData("select ((select 1) + extract(epoch from x)) from a", "a")]
    [InlineData("select t.from, x as from from a where t.join = 1", "a")]
    [InlineData("select count(*) filter (where x > 0) over (partition by y order by z) from a", "a")]
    [InlineData("select xs[1:(select n from b)] from a", "b a")]
    // common table expressions
    [InlineData("with b as (select 1 from a) select 1 from b", "a")]
    [InlineData("with a as (select 1 from a) select 1 from a", "a")]
    [InlineData("with b as (select 1 from a), c as (select 1 from b join d on true) select 1 from c, b, e", "a d e")]
    [InlineData("with b as (select 1 from c), c as (select 1) select 1 from b, c", "c")]
    [InlineData(
        "with recursive t (n) as (values (1) union all select n + 1 from t join a on true) select 1 from t",
        "a"
    )]
    [InlineData("with x as not materialized (select 1 from a), y as materialized (table b) select 1 from x, y", "a b")]
    [InlineData("select 1 from (with b as (select 1 from a) select 1 from b) q, b", "a b")]
    [InlineData("with b as (select 1) select 1 from (select 1 from b) q where exists (select 1 from b, a)", "a")]
    [InlineData("with b as (select 1) select 1 from ops.b", "ops.b")]
    [InlineData(
        "with recursive t as (select 1 from a union all select 1 from t) search depth first by x, y set o, u as (select 1 from b) select 1 from t, u",
        "a b"
    )]
    // text that is no SQL
    [InlineData("select 'from x', E'it\\'s from y', $$ from z $$, $t$ from $$ w $t$, \"from\" from a", "a")]
    [InlineData("select 1 -- from x\nfrom a /* from y /* nested from z */ from w */", "a")]
    [InlineData("select 'it''s' || u&'\\0041 from x', b'1', 1.5e-3, .5 from a", "a")]
    [InlineData("select a$b$c from a", "a")]
    public void Read_Tables_AreThoseThatTheQueryReads(string sql, string expected)
    {
        var query = SqlQuery.Read(sql);

        Assert.Empty(query.Problems);
        Assert.Equal(
            expected.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            query.Tables.Select(t => t.Schema is null ? t.Name : $"{t.Schema}.{t.Name}")
        );
    }

    [Theory]
    [InlineData("select @from, x>=@to", "from to")]
    [InlineData("select 'a@example.com', '@x', E'\\'@y', $$@z$$, \"@w\" -- @c\n/* @d */", "")]
    [InlineData("select a @> b, a <@ b, @ -5, a @@ b, a@@b", "")]
    [InlineData("select any(@file_ids), (@n)::int, x-@n", "file_ids n n")]
    public void Read_Parameters_AreThoseOutsideOfLiterals(string sql, string expected)
    {
        var query = SqlQuery.Read(sql);

        Assert.Empty(query.Problems);
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), query.Parameters.Select(p => p.Text));
    }

    [Fact]
    public void Read_MultiLineText_KeepsLines()
    {
        var query = SqlQuery.Read("select 'a\nb',\n$$\n$$ /*\n*/, \"x\ny\"\nfrom a\n  , b");

        Assert.Equal([("a", 7), ("b", 8)], query.Tables.Select(t => (t.Name, t.Line)));
    }

    [Fact]
    public void Read_CommentsAndSpacingAndCase_DoNotChangeTheCode()
    {
        var plain = SqlQuery.Read("select x, 'A' from a").Code;

        Assert.Equal(plain, SqlQuery.Read("-- why\nSELECT  x ,\n'A' /* what */ FROM a").Code);
        Assert.NotEqual(plain, SqlQuery.Read("select x, 'a' from a").Code);
        Assert.NotEqual(plain, SqlQuery.Read("select x, \"A\" from a").Code);
    }

    [Fact]
    public void Read_BottomlessBrackets_IsAProblem()
    {
        var query = SqlQuery.Read("select " + new string('(', 100_000) + "1" + new string(')', 100_000));

        Assert.Contains("brackets are open", Assert.Single(query.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnyPrefixOfAQuery_NeverThrows()
    {
        const string Sql =
            "with recursive t (n) as not materialized (select e'x\\' ' from a union all select 1 from t) cycle n set c using p, "
            + "u as (select extract(epoch from $q$z$q$) from only (b) q, lateral f(@from)) "
            + "select x[1], \"q\" from rows from (g(1)) r join (t join u using (n)) on t.n is distinct from u.n /* c */ "
            + "union table c order by 1 -- end";

        for (var start = 0; start < Sql.Length; start++)
        {
            for (var end = start; end <= Sql.Length; end++)
            {
                Assert.NotNull(SqlQuery.Read("select " + Sql[start..end]));
            }
        }
    }
}
