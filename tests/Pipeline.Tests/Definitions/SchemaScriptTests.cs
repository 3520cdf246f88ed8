using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Definitions.Sql;

namespace RetailRocket.Pipeline.Tests.Definitions;

public sealed class SchemaScriptTests
{
    [Fact]
    public void Read_FreeScript_FindsTheTablesThatItCreates()
    {
        var tables = Read(
            """
            -- create table commented (x int);
            do $$ begin execute 'create table quoted (x int)'; create table inner_block (x int); end $$;
            create temp table scratch (x int);
            create unlogged table if not exists "fast" (
                id bigint generated always as identity (start with 1) primary key,
                at timestamp (3) with time zone not null default now(),
                tags text[] not null,
                price numeric(12, 2) check (price in (1, 2)),
                unique (at, price),
                foreign key (id) references other (id)
            ) with (fillfactor = 90) partition by range (at);
            create table other_schema.t (x int);
            create table part partition of fast for values in (1);
            create table copied (like fast including all) partition by range (at, id);
            create index on fast (at);
            """
        );

        Assert.Equal(["fast", "copied"], tables.Select(t => t.Name));
        var fast = tables[0];
        Assert.Equal(4, fast.Line);
        Assert.Equal(
            [
                new TableColumn("id", "bigint"),
                new TableColumn("at", "timestamp with time zone"),
                new TableColumn("tags", "text[]"),
                new TableColumn("price", "numeric"),
            ],
            fast.Columns
        );
        Assert.Equal(["id"], fast.PrimaryKey);
        Assert.Equal((TablePartitioning.Range, "at"), (fast.Partitioning, fast.PartitionColumn));
        Assert.Empty(tables[1].Columns);
        Assert.Equal((TablePartitioning.Range, null), (tables[1].Partitioning, tables[1].PartitionColumn));
    }

    [Fact]
    public void Read_TwoColumnKeyAndListPartition_AreKept()
    {
        var table = Assert.Single(
            Read(
                "create table t (a int, b date, constraint k primary key (a, b)) partition by list (a); partition by range (b)"
            )
        );

        Assert.Equal(["a", "b"], table.PrimaryKey);
        Assert.Equal((TablePartitioning.List, "a"), (table.Partitioning, table.PartitionColumn));
    }

    private static IReadOnlyList<TableDeclaration> Read(string sql)
    {
        var tables = SchemaScript.Read(new SqlText("00_schema/x.sql", sql, ""), out var problem);
        Assert.Null(problem);
        return tables;
    }
}
