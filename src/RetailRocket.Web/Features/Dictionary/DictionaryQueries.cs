using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Dictionary;

/// <summary>The data dictionary: what the published tables and their columns mean, from the comments of the database.</summary>
public sealed class DictionaryQueries(Warehouse warehouse, PipelineCatalog catalog, Access access)
{
    /// <summary>The published tables of a pipeline, in the order of their computing.</summary>
    public async Task<IReadOnlyList<DictionaryTable>> TablesAsync(string pipeline, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.Help);
        var definition = catalog.Get(pipeline);
        var names = definition
            .Models.Where(model => model.Layer == ModelLayer.Kpi)
            .Select(model => model.Table)
            .ToArray();
        var rows = await warehouse.Reader.ListAsync(
            """
            select
                relation.relname,
                obj_description(relation.oid, 'pg_class'),
                attribute.attname,
                format_type(attribute.atttypid, attribute.atttypmod),
                col_description(relation.oid, attribute.attnum)
            from pg_catalog.pg_class as relation
            join pg_catalog.pg_namespace as namespace on namespace.oid = relation.relnamespace
            join pg_catalog.pg_attribute as attribute
                on attribute.attrelid = relation.oid and attribute.attnum > 0 and not attribute.attisdropped
            where namespace.nspname = 'published' and relation.relname = any(@names)
            order by array_position(@names, relation.relname::text), attribute.attnum
            """,
            row =>
                (
                    Table: row.GetString(0),
                    About: Meanings.Of(definition, row.Words(1), row.GetString(0)),
                    Column: new DictionaryColumn(
                        row.GetString(2),
                        row.GetString(3),
                        Meanings.Of(definition, row.Words(4), row.GetString(0), row.GetString(2))
                    )
                ),
            cancellationToken,
            ("names", names)
        );
        return
        [
            .. rows.GroupBy(row => (row.Table, row.About))
                .Select(table => new DictionaryTable(
                    table.Key.Table,
                    table.Key.About,
                    [.. table.Select(row => row.Column)]
                )),
        ];
    }

    /// <summary>One published table; null when the pipeline does not publish it, or has not yet.</summary>
    public async Task<DictionaryTable?> TableAsync(
        string pipeline,
        string table,
        CancellationToken cancellationToken
    ) => (await TablesAsync(pipeline, cancellationToken)).FirstOrDefault(known => known.Name == table);
}
