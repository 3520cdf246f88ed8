using System.Globalization;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Features.Quality;

/// <summary>
/// Compares the figures of a run with the published ones: a drill-down, because figures that are not published are read by
/// run. Tables and columns come from the definition and the database's own catalogue.
/// </summary>
public sealed class RunComparison(DrillDown figures)
{
    /// <summary>Figure columns in table order, and the key columns beside run and date.</summary>
    public async Task<FigureColumns> ColumnsAsync(
        PipelineDefinition definition,
        ModelDefinition model,
        CancellationToken cancellationToken
    )
    {
        var columns = await figures.ListAsync(
            """
            select
                attribute.attname,
                attribute.atttypid in ('int2'::regtype, 'int4'::regtype, 'int8'::regtype),
                attribute.atttypid = 'numeric'::regtype,
                coalesce(attribute.attnum = any(key.indkey), false),
                col_description(relation.oid, attribute.attnum)
            from pg_catalog.pg_class as relation
            join pg_catalog.pg_namespace as namespace on namespace.oid = relation.relnamespace
            left join pg_catalog.pg_index as key on key.indrelid = relation.oid and key.indisprimary
            join pg_catalog.pg_attribute as attribute
                on attribute.attrelid = relation.oid and attribute.attnum > 0 and not attribute.attisdropped
            where namespace.nspname = @schema and relation.relname = @table and attribute.attname <> all(@besides)
            order by attribute.attnum
            """,
            row =>
                (
                    Column: new FigureColumn(
                        row.GetString(0),
                        Kind(row.GetString(0), row.GetBoolean(1)),
                        Meanings.Of(definition, row.Words(4), model.Table, row.GetString(0))
                    ),
                    IsNumber: row.GetBoolean(1) || row.GetBoolean(2),
                    IsKey: row.GetBoolean(3)
                ),
            cancellationToken,
            ("schema", definition.Name),
            ("table", model.Table),
            ("besides", new[] { "run_id", model.DateColumn! })
        );
        return new FigureColumns(
            [.. columns.Where(column => column.IsKey).Select(column => column.Column.Name)],
            [.. columns.Where(column => column.IsNumber && !column.IsKey).Select(column => column.Column)]
        );
    }

    /// <summary>Figure by figure, for a table of one row a date.</summary>
    public async Task<FigureTable> FiguresAsync(
        PipelineDefinition definition,
        ModelDefinition model,
        FigureColumns columns,
        long run,
        long? publishedRun,
        DateOnly date,
        CancellationToken cancellationToken
    )
    {
        if (columns.Figures.Count == 0)
            return new FigureTable(model.Table, []);
        // A row of numbers for the run, the published run and the published week before; all are named by the definition.
        var list = string.Join(", ", columns.Figures.Select(column => $"{SqlName.Quote(column.Name)}::numeric"));
        var dated = SqlName.Quote(model.DateColumn!);
        var source = SqlName.Quote(definition.Name, model.Table);
        var rows = await figures.ListAsync(
            $"""
            select 'would', {list} from {source} where {dated} = @date and run_id = @run
            union all
            select 'now', {list} from {source} where {dated} = @date and run_id = @published
            union all
            select 'before', {list}
            from published.{SqlName.Quote(model.Table)}
            where {dated} = @date - 7
            """,
            row =>
                (
                    Which: row.GetString(0),
                    Values: Enumerable.Range(1, row.FieldCount - 1).Select(row.Maybe<decimal>).ToList()
                ),
            cancellationToken,
            ("date", date),
            ("run", run),
            ("published", publishedRun ?? 0)
        );
        decimal? Of(string which, int index) => rows.FirstOrDefault(row => row.Which == which).Values?[index];
        return new FigureTable(
            model.Table,
            [
                .. columns.Figures.Select(
                    (column, index) =>
                        new FigureDifference(
                            column.Name,
                            column.About,
                            column.Kind,
                            Of("would", index),
                            Of("now", index),
                            Of("before", index)
                        )
                ),
            ]
        );
    }

    /// <summary>Counts rows that would come, go and change, for a table of many rows a date.</summary>
    public async Task<TableDifference> RowsAsync(
        PipelineDefinition definition,
        ModelDefinition model,
        FigureColumns columns,
        long run,
        long? publishedRun,
        DateOnly date,
        CancellationToken cancellationToken
    )
    {
        var key = string.Join(", ", columns.Key.Select(SqlName.Quote));
        var select = string.Create(
            CultureInfo.InvariantCulture,
            $"select {key}, to_jsonb(figures) - 'run_id' as body from {SqlName.Quote(definition.Name, model.Table)} as figures where {SqlName.Quote(model.DateColumn!)} = @date and run_id ="
        );
        var rows = await figures.ListAsync(
            $"""
            with would as ({select} @run), published as ({select} @published)
            select
                count(would.body),
                count(published.body),
                count(*) filter (where published.body is null),
                count(*) filter (where would.body is null),
                count(*) filter (where would.body <> published.body)
            from would
            full join published using ({key})
            """,
            row => new TableDifference(
                model.Table,
                row.GetInt64(0),
                publishedRun is null ? null : row.GetInt64(1),
                row.GetInt64(2),
                row.GetInt64(3),
                row.GetInt64(4)
            ),
            cancellationToken,
            ("date", date),
            ("run", run),
            ("published", publishedRun ?? 0)
        );
        return rows[0];
    }

    // Shares are told by the names that this house gives them; other decimals are plain numbers.
    private static FigureKind Kind(string column, bool isWhole) =>
        isWhole ? FigureKind.Count
        : column.StartsWith("cvr_", StringComparison.Ordinal) || column.EndsWith("_rate", StringComparison.Ordinal)
            ? FigureKind.Rate
        : FigureKind.Number;
}
