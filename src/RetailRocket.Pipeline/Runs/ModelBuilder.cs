using System.Collections.Concurrent;
using Npgsql;
using NpgsqlTypes;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Runs;

/// <summary>Fills one table over one range of dates, in one transaction that also notes what it was built from.</summary>
internal sealed class ModelBuilder(NpgsqlDataSource runner, IEnumerable<IModelStep> steps)
{
    private static readonly ConcurrentDictionary<
        (string Pipeline, string Table, string Sha256),
        IReadOnlyList<string>
    > KnownColumns = new();

    private readonly Dictionary<string, IModelStep> steps = steps.ToDictionary(step => step.Name);

    /// <returns>Rows written.</returns>
    public async Task<long> BuildAsync(
        ModelDefinition model,
        SqlParameters parameters,
        long asOfSeq,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await runner.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await WarehouseSession.PrepareAsync(connection, parameters.Definition.Name, cancellationToken);
        var rows = await FillAsync(connection, model, parameters, cancellationToken);
        await TableStatistics.RefreshAsync(connection, model.Table, rows, cancellationToken);
        await NoteAsync(connection, model, parameters, asOfSeq, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return rows;
    }

    private async Task<long> FillAsync(
        NpgsqlConnection connection,
        ModelDefinition model,
        SqlParameters parameters,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return model.Refresh switch
            {
                ModelRefresh.Whole => await ReplaceAllAsync(connection, model, parameters, cancellationToken),
                ModelRefresh.Keys => await ReplaceKeysAsync(connection, model, parameters, cancellationToken),
                _ when model.Layer == ModelLayer.Kpi => await AddRunAsync(
                    connection,
                    model,
                    parameters,
                    cancellationToken
                ),
                _ => await ReplaceDatesAsync(connection, model, parameters, cancellationToken),
            };
        }
        catch (PostgresException error) when (model.Sql is not null && IsAboutTheText(error))
        {
            throw PipelineSqlException.In(parameters.Definition, model.Sql, "", error);
        }
    }

    /// <summary>Data exceptions, broken constraints, and names or syntax: what the file's author can mend.</summary>
    private static bool IsAboutTheText(PostgresException error) => error.SqlState[..2] is "22" or "23" or "42";

    private async Task<long> ReplaceDatesAsync(
        NpgsqlConnection connection,
        ModelDefinition model,
        SqlParameters parameters,
        CancellationToken cancellationToken
    )
    {
        var (table, column, range) = (SqlName.Quote(model.Table), model.DateColumn!, parameters.Range);
        if (model.PartitionedByMonth)
        {
            var partitions = new MonthPartitions(connection, parameters.Definition.Name, model.Table, column, range);
            if (model.Sql is not null && range.Days >= MonthRefill.FewestDates)
                return await new MonthRefill(partitions, parameters.RunId!.Value).RunAsync(
                    target => InsertAsync(connection, model, target, parameters, cancellationToken),
                    cancellationToken
                );
            await partitions.EnsureAsync(cancellationToken);
        }
        await ExecuteAsync(
            connection,
            parameters,
            $"delete from {table} where {SqlName.Quote(column)} between @from and @to",
            cancellationToken
        );
        return model.Sql is null
            ? await RunStepAsync(connection, model, parameters, cancellationToken)
            : await InsertAsync(connection, model, table, parameters, cancellationToken);
    }

    /// <summary>KPI tables: the rows of this run beside those of every other.</summary>
    private async Task<long> AddRunAsync(
        NpgsqlConnection connection,
        ModelDefinition model,
        SqlParameters parameters,
        CancellationToken cancellationToken
    )
    {
        if (model.Sql is null)
            return await RunStepAsync(connection, model, parameters, cancellationToken);
        var columns = await ColumnsAsync(connection, model, parameters, cancellationToken);
        return await ExecuteAsync(
            connection,
            parameters,
            $"""
            insert into {SqlName.Quote(model.Table)} (run_id, {List(columns)})
            select @run_id, {List(columns)} from (
            {model.Sql.Sql}
            ) as model_rows
            """,
            cancellationToken
        );
    }

    private static async Task<long> ReplaceAllAsync(
        NpgsqlConnection connection,
        ModelDefinition model,
        SqlParameters parameters,
        CancellationToken cancellationToken
    )
    {
        var table = SqlName.Quote(model.Table);
        var indexes = await IndexesAside.TakeAsync(connection, model.Table, cancellationToken);
        var rows = await InsertAsync(connection, model, table, parameters, cancellationToken);
        await indexes.BuildAsync(cancellationToken);
        return rows;
    }

    private static async Task<long> ReplaceKeysAsync(
        NpgsqlConnection connection,
        ModelDefinition model,
        SqlParameters parameters,
        CancellationToken cancellationToken
    )
    {
        var columns = await ColumnsAsync(connection, model, parameters, cancellationToken);
        var (table, key, present) = (
            SqlName.Quote(model.Table),
            SqlName.Quote(model.KeyColumn!),
            SqlName.Quote(model.PresentColumn!)
        );
        // Runs over other dates may touch the same keys: one at a time, readers unhindered.
        await ExecuteAsync(
            connection,
            parameters,
            $"lock table {table} in share row exclusive mode",
            cancellationToken
        );
        if (await IsEmptyAsync(connection, table, cancellationToken))
            return await FillKeysAsync(connection, model, columns, parameters, cancellationToken);
        var assignments = string.Join(
            ", ",
            columns.Where(name => name != key).Select(name => $"{name} = excluded.{name}")
        );
        return await ExecuteAsync(
            connection,
            parameters,
            $"""
            with model_rows as materialized (
            {model.Sql!.Sql}
            ),
            gone as (
                delete from {table} as present
                using model_rows
                where present.{key} = model_rows.{key} and model_rows.{present} is null
            )
            insert into {table} as present ({List(columns)})
            select {List(columns)} from model_rows where {present} is not null
            on conflict ({key}) do update set {assignments}
            where (present.*) is distinct from (excluded.*)
            """,
            cancellationToken
        );
    }

    /// <summary>
    /// The keys of a table that holds none yet. The rows are all found before the first of them enters, as the SELECT may look
    /// up the table itself, which has no index while it is filled.
    /// </summary>
    private static async Task<long> FillKeysAsync(
        NpgsqlConnection connection,
        ModelDefinition model,
        IReadOnlyList<string> columns,
        SqlParameters parameters,
        CancellationToken cancellationToken
    )
    {
        var table = SqlName.Quote(model.Table);
        var found = SqlName.Quote(
            await FillName.OfAsync(connection, model.Table, parameters.RunId!.Value, cancellationToken)
        );
        await ExecuteAsync(
            connection,
            parameters,
            $"create table {found} (like {table} including defaults)",
            cancellationToken
        );
        await ExecuteAsync(
            connection,
            parameters,
            $"""
            insert into {found} ({List(columns)})
            select {List(columns)} from (
            {model.Sql!.Sql}
            ) as model_rows
            where {SqlName.Quote(model.PresentColumn!)} is not null
            """,
            cancellationToken
        );
        var indexes = await IndexesAside.TakeAsync(connection, model.Table, cancellationToken);
        var rows = await ExecuteAsync(
            connection,
            parameters,
            $"insert into {table} ({List(columns)}) select {List(columns)} from {found}",
            cancellationToken
        );
        await indexes.BuildAsync(cancellationToken);
        await ExecuteAsync(connection, parameters, $"drop table {found}", cancellationToken);
        return rows;
    }

    private static async Task<bool> IsEmptyAsync(
        NpgsqlConnection connection,
        string table,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand($"select not exists (select from {table})", connection);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static async Task<long> InsertAsync(
        NpgsqlConnection connection,
        ModelDefinition model,
        string target,
        SqlParameters parameters,
        CancellationToken cancellationToken
    )
    {
        var columns = await ColumnsAsync(connection, model, parameters, cancellationToken);
        return await ExecuteAsync(
            connection,
            parameters,
            $"insert into {target} ({List(columns)})\n{model.Sql!.Sql}",
            cancellationToken
        );
    }

    private async Task<long> RunStepAsync(
        NpgsqlConnection connection,
        ModelDefinition model,
        SqlParameters parameters,
        CancellationToken cancellationToken
    )
    {
        if (!steps.TryGetValue(model.Step!, out var step))
            throw new InvalidOperationException(
                $"Model {model.Table} asks for the C# step '{model.Step}', which is not registered. "
                    + $"Registered: {string.Join(", ", steps.Keys.Order(StringComparer.Ordinal).DefaultIfEmpty("none"))}."
            );
        return await step.RunAsync(
            new ModelStepContext(parameters.Definition, model, connection, parameters.Range, parameters.RunId!.Value),
            cancellationToken
        );
    }

    /// <summary>The output columns of a model's SELECT, asked of the server once a version.</summary>
    private static async Task<IReadOnlyList<string>> ColumnsAsync(
        NpgsqlConnection connection,
        ModelDefinition model,
        SqlParameters parameters,
        CancellationToken cancellationToken
    )
    {
        var key = (parameters.Definition.Name, model.Table, model.Sql!.Sha256);
        if (KnownColumns.TryGetValue(key, out var known))
            return known;
        try
        {
            await using var command = parameters.CreateCommand(connection, model.Sql.Sql);
            await using var reader = await command.ExecuteReaderAsync(
                System.Data.CommandBehavior.SchemaOnly,
                cancellationToken
            );
            return KnownColumns[key] = [
                .. Enumerable.Range(0, reader.FieldCount).Select(index => SqlName.Quote(reader.GetName(index))),
            ];
        }
        catch (PostgresException error)
        {
            throw PipelineSqlException.In(parameters.Definition, model.Sql, model.Sql.Sql, error);
        }
    }

    private static async Task NoteAsync(
        NpgsqlConnection connection,
        ModelDefinition model,
        SqlParameters parameters,
        long asOfSeq,
        CancellationToken cancellationToken
    )
    {
        if (model.Layer == ModelLayer.Kpi)
            return;
        var sql =
            model.Refresh == ModelRefresh.Whole
                ? """
                    insert into ops.model_states (pipeline, model, version, as_of_seq, run_id)
                    values (@pipeline, @model, @version, @as_of_seq, @run_id)
                    on conflict (pipeline, model) do update
                    set version = excluded.version, as_of_seq = excluded.as_of_seq, run_id = excluded.run_id
                    """
                : """
                    insert into ops.model_dates (pipeline, model, date, version, as_of_seq, run_id)
                    select @pipeline, @model, day::date, @version, @as_of_seq, @run_id
                    from generate_series(@from::timestamp, @to::timestamp, interval '1 day') as days (day)
                    on conflict (pipeline, model, date) do update
                    set version = excluded.version, as_of_seq = excluded.as_of_seq, run_id = excluded.run_id
                    """;
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue("pipeline", parameters.Definition.Name);
        command.Parameters.AddWithValue("model", model.Table);
        command.Parameters.AddWithValue("version", model.Version);
        command.Parameters.AddWithValue("as_of_seq", asOfSeq);
        command.Parameters.AddWithValue("run_id", parameters.RunId!.Value);
        command.Parameters.Add(new("from", NpgsqlDbType.Date) { Value = parameters.Range.From });
        command.Parameters.Add(new("to", NpgsqlDbType.Date) { Value = parameters.Range.To });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<long> ExecuteAsync(
        NpgsqlConnection connection,
        SqlParameters parameters,
        string sql,
        CancellationToken cancellationToken
    )
    {
        await using var command = parameters.CreateCommand(connection, sql);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string List(IReadOnlyList<string> columns) => string.Join(", ", columns);
}
