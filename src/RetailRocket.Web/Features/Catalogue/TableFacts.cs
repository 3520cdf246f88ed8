using Npgsql;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Features.Catalogue;

/// <summary>What the database itself knows of tables: comments, sizes, and from the ledgers when rows last came.</summary>
internal sealed class TableFacts
{
    private sealed record Relation(string Name, string? Comment, long? Rows, long Bytes, int Columns, int Partitions);

    private sealed record Freshness(string Name, DateTimeOffset? At, DateOnly? LastDate);

    private readonly Dictionary<string, Relation> relations;
    private readonly Dictionary<string, Freshness> freshness;

    private readonly PipelineDefinition definition;

    private TableFacts(PipelineDefinition definition, IEnumerable<Relation> relations, IEnumerable<Freshness> freshness)
    {
        this.definition = definition;
        this.relations = relations.ToDictionary(relation => relation.Name);
        this.freshness = freshness.ToDictionary(table => table.Name);
    }

    public static async Task<TableFacts> ReadAsync(
        NpgsqlDataSource reader,
        PipelineDefinition definition,
        IReadOnlyList<LineageNode> tables,
        CancellationToken cancellationToken
    ) =>
        new(
            definition,
            await RelationsAsync(reader, definition.Name, [.. tables.Select(table => table.Name)], cancellationToken),
            await FreshnessAsync(reader, definition, cancellationToken)
        );

    public CatalogueEntry Entry(LineageNode node)
    {
        var relation = relations.GetValueOrDefault(node.Name);
        var fresh = freshness.GetValueOrDefault(node.Name);
        return new CatalogueEntry
        {
            Name = node.Name,
            Kind = node.Kind,
            Grain = Meanings.Of(definition, Grain(relation?.Comment), node.Name),
            EstimatedRows = relation?.Rows,
            Bytes = relation?.Bytes,
            Columns = relation?.Columns ?? 0,
            Partitions = relation?.Partitions ?? 0,
            FreshAt = fresh?.At,
            LastDate = fresh?.LastDate,
        };
    }

    // Comments say it in their first word, as the page does above them.
    private static string? Grain(string? comment)
    {
        const string word = "Grain: ";
        return comment?.StartsWith(word, StringComparison.Ordinal) == true
            ? char.ToUpperInvariant(comment[word.Length]) + comment[(word.Length + 1)..]
            : comment;
    }

    public static Task<IReadOnlyList<ColumnRow>> ColumnsAsync(
        NpgsqlDataSource reader,
        PipelineDefinition definition,
        string table,
        CancellationToken cancellationToken
    ) =>
        reader.ListAsync(
            """
            select
                attribute.attname,
                format_type(attribute.atttypid, attribute.atttypmod),
                not attribute.attnotnull,
                exists (
                    select
                    from pg_catalog.pg_index as key
                    where key.indrelid = relation.oid
                        and key.indisprimary
                        and attribute.attnum = any(key.indkey)
                ),
                col_description(relation.oid, attribute.attnum)
            from pg_catalog.pg_class as relation
            join pg_catalog.pg_namespace as namespace on namespace.oid = relation.relnamespace
            join pg_catalog.pg_attribute as attribute
                on attribute.attrelid = relation.oid and attribute.attnum > 0 and not attribute.attisdropped
            where namespace.nspname = @schema and relation.relname = @table
            order by attribute.attnum
            """,
            row => new ColumnRow(
                row.GetString(0),
                row.GetString(1),
                row.GetBoolean(2),
                row.GetBoolean(3),
                Meanings.Of(definition, row.Words(4), table, row.GetString(0))
            ),
            cancellationToken,
            ("schema", definition.Name),
            ("table", table)
        );

    // Sizes and estimates are those of the leaves: a partitioned table itself holds nothing.
    private static Task<IReadOnlyList<Relation>> RelationsAsync(
        NpgsqlDataSource reader,
        string schema,
        string[] tables,
        CancellationToken cancellationToken
    ) =>
        reader.ListAsync(
            """
            select
                relation.relname,
                obj_description(relation.oid, 'pg_class'),
                leaves.rows,
                leaves.bytes,
                (
                    select count(*)::int
                    from pg_catalog.pg_attribute as attribute
                    where attribute.attrelid = relation.oid and attribute.attnum > 0 and not attribute.attisdropped
                ) as columns,
                leaves.partitions
            from pg_catalog.pg_class as relation
            join pg_catalog.pg_namespace as namespace on namespace.oid = relation.relnamespace
            cross join lateral (
                select
                    sum(leaf.reltuples) filter (where leaf.reltuples >= 0)::bigint as rows,
                    coalesce(sum(pg_total_relation_size(leaf.oid)), 0)::bigint as bytes,
                    (count(*) filter (where leaf.oid <> relation.oid))::int as partitions
                from pg_catalog.pg_class as leaf
                where leaf.relkind = 'r'
                    and (
                        leaf.oid = relation.oid
                        or leaf.oid in (
                            select child.inhrelid from pg_catalog.pg_inherits as child where child.inhparent = relation.oid
                        )
                    )
            ) as leaves
            where namespace.nspname = @schema and relation.relname = any(@tables)
            """,
            row => new Relation(
                row.GetString(0),
                row.Words(1),
                row.Maybe<long>(2),
                row.GetInt64(3),
                row.GetInt32(4),
                row.GetInt32(5)
            ),
            cancellationToken,
            ("schema", schema),
            ("tables", tables)
        );

    private static Task<IReadOnlyList<Freshness>> FreshnessAsync(
        NpgsqlDataSource reader,
        PipelineDefinition definition,
        CancellationToken cancellationToken
    ) =>
        reader.ListAsync(
            """
            with raw_tables as (
                select * from unnest(@sources, @raw_tables) as raw_tables (source, name)
            ),
            kpi_tables as (
                select * from unnest(@kpi_tables) as kpi_tables (name)
            )
            select
                raw_tables.name,
                (
                    select max(file.landed_at)
                    from ops.source_files as file
                    where file.pipeline = @pipeline and file.source = raw_tables.source and file.replaced_at is null
                ) as fresh_at,
                (
                    select max(landed.business_date)
                    from ops.source_dates as landed
                    where landed.pipeline = @pipeline and landed.source = raw_tables.source and landed.rows > 0
                ) as last_date
            from raw_tables
            union all
            select built.model, max(runs.finished_at), max(built.date)
            from ops.model_dates as built
            left join ops.runs on runs.id = built.run_id
            where built.pipeline = @pipeline
            group by built.model
            union all
            select built.model, runs.finished_at, null
            from ops.model_states as built
            left join ops.runs on runs.id = built.run_id
            where built.pipeline = @pipeline
            union all
            select kpi_tables.name, max(published.published_at), max(published.date)
            from kpi_tables
            cross join ops.publications as published
            where published.pipeline = @pipeline
            group by kpi_tables.name
            """,
            row => new Freshness(row.GetString(0), row.Maybe<DateTimeOffset>(1), row.Maybe<DateOnly>(2)),
            cancellationToken,
            ("pipeline", definition.Name),
            ("sources", definition.Sources.Select(source => source.Name).ToArray()),
            ("raw_tables", definition.Sources.Select(source => source.Table).ToArray()),
            (
                "kpi_tables",
                definition.Models.Where(model => model.Layer == ModelLayer.Kpi).Select(model => model.Table).ToArray()
            )
        );
}
