using Npgsql;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Publishing;

/// <summary>
/// The schema <c>published</c>: for each KPI table a view of the rows that the publication pointer names, without their
/// <c>run_id</c>, with the table's own comments. Pages, files, API and outside tools read nothing else.
/// </summary>
internal static class PublishedViews
{
    public const string SchemaName = "published";

    /// <summary>Makes the views of a pipeline anew, in the caller's transaction.</summary>
    public static async Task CreateAsync(
        NpgsqlConnection connection,
        PipelineDefinition definition,
        CancellationToken cancellationToken
    )
    {
        foreach (var model in definition.Models.Where(model => model.Layer == ModelLayer.Kpi))
        {
            var columns = await ColumnsAsync(connection, definition.Name, model.Table, cancellationToken);
            var view = $"{SchemaName}.{SqlName.Quote(model.Table)}";
            var source = $"{SqlName.Quote(definition.Name)}.{SqlName.Quote(model.Table)}";
            var list = string.Join(", ", columns.Select(column => $"figures.{SqlName.Quote(column.Name)}"));
            var date = SqlName.Quote(model.DateColumn!);
            await ExecuteAsync(
                connection,
                $"""
                drop view if exists {view};
                create view {view} as
                select {list}
                from ops.publications as pointer
                join {source} as figures
                    on figures.run_id = pointer.run_id and figures.{date} = pointer.date
                where pointer.pipeline = {SqlLiteral.Of(definition.Name)}
                """,
                cancellationToken
            );
            await ExecuteAsync(connection, $"grant select on {view} to public", cancellationToken);
            await CommentAsync(
                connection,
                $"view {view}",
                await TableCommentAsync(connection, definition.Name, model.Table, cancellationToken),
                cancellationToken
            );
            foreach (var column in columns)
                await CommentAsync(
                    connection,
                    $"column {view}.{SqlName.Quote(column.Name)}",
                    column.Comment,
                    cancellationToken
                );
        }
    }

    private static async Task<IReadOnlyList<(string Name, string? Comment)>> ColumnsAsync(
        NpgsqlConnection connection,
        string schema,
        string table,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            """
            select attname, pg_catalog.col_description(attrelid, attnum)
            from pg_catalog.pg_attribute
            where attrelid = to_regclass(quote_ident(@schema) || '.' || quote_ident(@table))
                and attnum > 0 and not attisdropped and attname <> 'run_id'
            order by attnum
            """,
            connection
        );
        command.Parameters.AddWithValue("schema", schema);
        command.Parameters.AddWithValue("table", table);
        var columns = new List<(string, string?)>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            columns.Add((reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1)));
        return columns;
    }

    private static async Task<string?> TableCommentAsync(
        NpgsqlConnection connection,
        string schema,
        string table,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            "select obj_description(to_regclass(quote_ident(@schema) || '.' || quote_ident(@table)), 'pg_class')",
            connection
        );
        command.Parameters.AddWithValue("schema", schema);
        command.Parameters.AddWithValue("table", table);
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    private static async Task CommentAsync(
        NpgsqlConnection connection,
        string target,
        string? comment,
        CancellationToken cancellationToken
    )
    {
        if (comment is not null)
            await ExecuteAsync(connection, $"comment on {target} is {SqlLiteral.Of(comment)}", cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
