using System.Globalization;
using Npgsql;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Publishing;

/// <summary>Reads published rows as the reader role sees them.</summary>
public sealed class PublishedReader(NpgsqlDataSource reader)
{
    /// <summary>
    /// Writes the published rows of a KPI table as CSV: all dates, or one. Rows are ordered by <paramref name="order"/>, or
    /// by the table's key.
    /// </summary>
    /// <param name="columns">Columns in order; null for all of the table's.</param>
    /// <returns>Rows written.</returns>
    /// <exception cref="PublishingException">The table is not a KPI table of the pipeline.</exception>
    public async Task<long> WriteCsvAsync(
        PipelineDefinition definition,
        string table,
        DateOnly? date,
        Stream output,
        IReadOnlyList<string>? columns,
        IReadOnlyList<string>? order,
        CancellationToken cancellationToken
    )
    {
        var model = Find(definition, table);
        await using var connection = await reader.OpenConnectionAsync(cancellationToken);
        var list = columns is { Count: > 0 } ? string.Join(", ", columns.Select(SqlName.Quote)) : "*";
        var sorting = order is { Count: > 0 }
            ? order
            : await KeyAsync(connection, definition.Name, model, cancellationToken);
        var where = date is null ? "" : $"where {SqlName.Quote(model.DateColumn!)} = @date";
        await using var command = new NpgsqlCommand(
            $"""
            select {list} from {PublishedViews.SchemaName}.{SqlName.Quote(model.Table)} {where}
            order by {string.Join(", ", sorting.Select(name => $"{SqlName.Quote(name)}"))}
            """,
            connection
        )
        {
            CommandTimeout = 0,
        };
        if (date is { } day)
            command.Parameters.AddWithValue("date", day);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        return await CsvRows.WriteAsync(rows, output, cancellationToken);
    }

    /// <summary>The one published row of a date by column name, values as in the CSV.</summary>
    /// <returns>Empty when the table has no row for the date.</returns>
    public async Task<IReadOnlyList<(string Column, string Value)>> ReadRowAsync(
        PipelineDefinition definition,
        string table,
        DateOnly date,
        IReadOnlyList<string> columns,
        CancellationToken cancellationToken
    )
    {
        var model = Find(definition, table);
        await using var connection = await reader.OpenConnectionAsync(cancellationToken);
        var list = columns.Count > 0 ? string.Join(", ", columns.Select(SqlName.Quote)) : "*";
        await using var command = new NpgsqlCommand(
            $"""
            select {list} from {PublishedViews.SchemaName}.{SqlName.Quote(model.Table)}
            where {SqlName.Quote(model.DateColumn!)} = @date
            """,
            connection
        );
        command.Parameters.AddWithValue("date", date);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        if (!await rows.ReadAsync(cancellationToken))
            return [];
        return
        [
            .. Enumerable.Range(0, rows.FieldCount).Select(index => (rows.GetName(index), CsvRows.Text(rows, index))),
        ];
    }

    /// <summary>What a published table is: its view, columns with their meaning, and the key that orders its rows.</summary>
    /// <exception cref="PublishingException">The table is not a KPI table of the pipeline.</exception>
    public async Task<PublishedTable> DescribeAsync(
        PipelineDefinition definition,
        string table,
        CancellationToken cancellationToken
    )
    {
        var model = Find(definition, table);
        await using var connection = await reader.OpenConnectionAsync(cancellationToken);
        var key = await KeyAsync(connection, definition.Name, model, cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            select
                attribute.attname,
                format_type(attribute.atttypid, attribute.atttypmod),
                col_description(attribute.attrelid, attribute.attnum),
                obj_description(attribute.attrelid, 'pg_class')
            from pg_catalog.pg_attribute as attribute
            where attribute.attrelid = to_regclass(quote_ident(@schema) || '.' || quote_ident(@table))
                and attribute.attnum > 0 and not attribute.attisdropped
            order by attribute.attnum
            """,
            connection
        );
        command.Parameters.AddWithValue("schema", PublishedViews.SchemaName);
        command.Parameters.AddWithValue("table", model.Table);
        var columns = new List<PublishedColumn>();
        string? about = null;
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            columns.Add(
                new PublishedColumn(rows.GetString(0), rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetString(2))
            );
            about = rows.IsDBNull(3) ? null : rows.GetString(3);
        }
        return new PublishedTable
        {
            Name = model.Table,
            View = SqlName.Quote(PublishedViews.SchemaName, model.Table),
            About = about,
            DateColumn = model.DateColumn!,
            Columns = columns,
            Key = key,
        };
    }

    private static ModelDefinition Find(PipelineDefinition definition, string table) =>
        definition.Models.FirstOrDefault(model => model.Layer == ModelLayer.Kpi && model.Table == table)
        ?? throw new PublishingException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{definition.Name} publishes no table '{table}'. It publishes: {string.Join(", ", definition.Models.Where(model => model.Layer == ModelLayer.Kpi).Select(model => model.Table))}."
            )
        );

    /// <summary>The primary key without run_id: the order that makes output the same every time.</summary>
    private static async Task<IReadOnlyList<string>> KeyAsync(
        NpgsqlConnection connection,
        string schema,
        ModelDefinition model,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            """
            select attribute.attname
            from pg_catalog.pg_class as relation
            join pg_catalog.pg_namespace as namespace on namespace.oid = relation.relnamespace
            join pg_catalog.pg_index as key on key.indrelid = relation.oid and key.indisprimary
            cross join unnest(key.indkey) with ordinality as part (attnum, place)
            join pg_catalog.pg_attribute as attribute
                on attribute.attrelid = relation.oid and attribute.attnum = part.attnum
            where namespace.nspname = @schema and relation.relname = @table and attribute.attname <> 'run_id'
            order by part.place
            """,
            connection
        );
        command.Parameters.AddWithValue("schema", schema);
        command.Parameters.AddWithValue("table", model.Table);
        var names = new List<string>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            names.Add(rows.GetString(0));
        return names.Count > 0 ? names : [model.DateColumn!];
    }
}
