using Npgsql;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Landing.Tables;

/// <summary>The raw table of a source and its partitions, one a file. Its names are validated: they are put into SQL.</summary>
internal sealed class RawTable
{
    private readonly SourceDefinition source;
    private readonly string schema;

    /// <exception cref="ArgumentException">A name of the definition cannot be used as a database name.</exception>
    public RawTable(PipelineDefinition pipeline, SourceDefinition source)
    {
        this.source = source;
        schema = pipeline.Name;
        Name = SqlName.Quote(schema, source.Table);
        ColumnList = string.Join(", ", ["line_no", .. source.Columns.Select(column => SqlName.Quote(column.Name))]);
    }

    /// <summary>Quoted, with schema.</summary>
    public string Name { get; }

    /// <summary>
    /// The columns of a row in the order in which landing writes them. All rows of a partition have the same file_id: a
    /// default costs the server less than half of what it costs to read the number from the stream for each row.
    /// </summary>
    public string ColumnList { get; }

    /// <summary>Quoted name of a file's partition, with schema.</summary>
    public string Partition(int fileId) => SqlName.Quote(schema, $"{source.Table}_f{fileId}");

    /// <summary>Checks that the table is there and has the columns and types that pipeline.yml says.</summary>
    /// <exception cref="SourceException">It has not.</exception>
    public async Task CheckAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select a.attname::text, format_type(a.atttypid, a.atttypmod)
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.oid = to_regclass(@table) and c.relkind = 'p'
            """,
            connection
        );
        command.Parameters.AddWithValue("table", Name);
        var types = new Dictionary<string, string>();
        await using (var reader = await command.ExecuteReaderAsync(ct))
            while (await reader.ReadAsync(ct))
                types.Add(reader.GetString(0), reader.GetString(1));

        if (types.Count == 0)
            throw new SourceException(
                $"Table {Name} of source {source.Name} does not exist, or is not partitioned by file_id. "
                    + "Create it with a file in 00_schema of the pipeline."
            );
        CheckColumn(types, "file_id", ["integer"]);
        CheckColumn(types, "line_no", ["integer"]);
        foreach (var column in source.Columns)
            CheckColumn(types, column.Name, DatabaseTypes(column.Type));
    }

    /// <summary>
    /// Creates the partition's table, not attached yet: until it is, nobody waits for it and nobody sees it. Its columns
    /// are spelled out, as LIKE would lock the raw table for as long as the load takes. The CHECK spares attaching a scan
    /// of the rows.
    /// </summary>
    public async Task CreatePartitionAsync(NpgsqlConnection connection, int fileId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select string_agg(item, ', ' order by place)
            from (
                select a.attnum as place, format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
                    || coalesce(' collate ' || nullif(a.attcollation, t.typcollation)::regcollation::text, '')
                    || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
                    || case when a.attnotnull then ' not null' else '' end as item
                from pg_attribute a
                join pg_type t on t.oid = a.atttypid
                left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                where a.attrelid = to_regclass(@table) and a.attnum > 0 and not a.attisdropped
                union all
                select 10000, format('constraint %I %s', c.conname, pg_get_constraintdef(c.oid))
                from pg_constraint c
                where c.conrelid = to_regclass(@table) and c.contype = 'c'
            ) as items
            """,
            connection
        );
        command.Parameters.AddWithValue("table", Name);
        var columns = (string)(await command.ExecuteScalarAsync(ct))!;
        await ExecuteAsync(
            connection,
            $"""
            create table {Partition(fileId)} ({columns}, constraint is_of_file check (file_id = {fileId}));
            alter table {Partition(fileId)} alter column file_id set default {fileId}
            """,
            ct
        );
    }

    /// <summary>
    /// Builds the indexes that the raw table declares. Done before attaching, which then takes them over, so that the lock
    /// of attaching is short.
    /// </summary>
    public async Task BuildIndexesAsync(NpgsqlConnection connection, int fileId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select i.indisunique, substring(pg_get_indexdef(i.indexrelid) from ' USING .*$')
            from pg_index i
            where i.indrelid = to_regclass(@table)
            order by i.indexrelid
            """,
            connection
        );
        command.Parameters.AddWithValue("table", Name);
        var statements = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync(ct))
            while (await reader.ReadAsync(ct))
                statements.Add(
                    $"create {(reader.GetBoolean(0) ? "unique " : "")}index on {Partition(fileId)}{reader.GetString(1)}"
                );
        foreach (var statement in statements)
            await ExecuteAsync(connection, statement, ct);
    }

    /// <summary>Makes the partition's rows part of the raw table, in place of those of the file it replaces.</summary>
    public async Task AttachAsync(NpgsqlConnection connection, int fileId, int? replacedId, CancellationToken ct)
    {
        // The stronger lock is taken first: two loads that both raised theirs would wait for each other.
        if (replacedId is { } old)
            await ExecuteAsync(
                connection,
                $"lock table {Name} in access exclusive mode; drop table if exists {Partition(old)}",
                ct
            );
        await ExecuteAsync(
            connection,
            $"""
            alter table {Name} attach partition {Partition(fileId)} for values in ({fileId});
            alter table {Partition(fileId)} drop constraint is_of_file
            """,
            ct
        );
    }

    /// <summary>
    /// Statistics of one partition, or of the whole table with all its partitions, from a fifth of PostgreSQL's usual sample:
    /// raw rows are read in bulk, which needs no finer figures.
    /// </summary>
    public async Task AnalyzeAsync(NpgsqlConnection connection, int? fileId, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await ExecuteAsync(
            connection,
            $"set local default_statistics_target = 20; analyze {(fileId is { } id ? Partition(id) : Name)}",
            ct
        );
        await transaction.CommitAsync(ct);
    }

    private static string[] DatabaseTypes(SourceColumnType type) =>
        type switch
        {
            SourceColumnType.SmallInt => ["smallint"],
            SourceColumnType.Int => ["integer"],
            SourceColumnType.BigInt => ["bigint"],
            SourceColumnType.Numeric => ["numeric"],
            SourceColumnType.Double => ["double precision"],
            SourceColumnType.Boolean => ["boolean"],
            SourceColumnType.Text => ["text"],
            SourceColumnType.Date => ["date"],
            SourceColumnType.Timestamp => ["timestamp with time zone"],
            SourceColumnType.Json => ["json", "text"],
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No database type for this column type."),
        };

    private void CheckColumn(Dictionary<string, string> types, string column, string[] expected)
    {
        if (!types.TryGetValue(column, out var found))
            throw new SourceException(
                $"Table {Name} has no column {column}, which source {source.Name} fills. Add it in 00_schema."
            );
        if (!expected.Contains(found))
            throw new SourceException(
                $"Column {column} of table {Name} is {found}; source {source.Name} fills it with {string.Join(" or ", expected)}. "
                    + "Make the two agree, in 00_schema or in pipeline.yml."
            );
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }
}
