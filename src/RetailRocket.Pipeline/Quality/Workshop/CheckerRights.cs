using Npgsql;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Pipeline.Quality.Workshop;

/// <summary>
/// What the checker role may do: SELECT on the tables of a pipeline and on what the ledger says of landed files. No other table
/// of <c>ops</c>, no <c>identity</c>, no <c>published</c>, and nothing that writes.
/// </summary>
internal static class CheckerRights
{
    /// <summary>Grants what is missing, such as a table that a pipeline got since; usually nothing.</summary>
    /// <exception cref="TrialException">There is no such role, or one that could write.</exception>
    public static async Task<NpgsqlDataSource> EnsureAsync(
        Warehouse warehouse,
        string pipeline,
        CancellationToken cancellationToken
    )
    {
        var checker =
            warehouse.Checker
            ?? throw new TrialException(
                TrialFailure.NoRole,
                "Drafts run under a role that can only read, and this server was given none: set "
                    + "ConnectionStrings:WarehouseChecker (docs/operations.md has the statements)."
            );
        var (user, mayWrite, lacks) = await StateAsync(checker, pipeline, cancellationToken);
        if (mayWrite)
            throw new TrialException(
                TrialFailure.RoleMayWrite,
                "The role of ConnectionStrings:WarehouseChecker may write, so no draft is run under it; give it a role of its "
                    + "own (docs/operations.md has the statements)."
            );
        if (!lacks)
            return checker;
        await GrantAsync(
            warehouse.Owner,
            $"""
            grant usage on schema ops to {user};
            grant select on ops.quarantine, ops.source_files, ops.source_file_dates, ops.source_dates to {user};
            """,
            cancellationToken
        );
        var schema = SqlName.Quote(pipeline);
        await GrantAsync(
            warehouse.Runner,
            $"grant usage on schema {schema} to {user}; grant select on all tables in schema {schema} to {user};",
            cancellationToken
        );
        return checker;
    }

    private static async Task<(string User, bool MayWrite, bool Lacks)> StateAsync(
        NpgsqlDataSource checker,
        string pipeline,
        CancellationToken cancellationToken
    )
    {
        await using var command = checker.CreateCommand(
            """
            with pipeline as (
                select oid from pg_namespace where nspname = @pipeline
            ),
            tables as (
                -- A partition is read through its parent, whose rights count.
                select oid from pg_class
                where relnamespace = (select oid from pipeline) and relkind in ('r', 'p', 'v', 'm') and not relispartition
            )
            select
                quote_ident(current_user),
                (select rolsuper from pg_roles where rolname = current_user)
                    or coalesce((select has_schema_privilege(oid, 'create') from pipeline), false)
                    or exists (select from tables where has_table_privilege(oid, 'insert, update, delete, truncate')),
                not coalesce((select has_schema_privilege(oid, 'usage') from pipeline), true)
                    or exists (select from tables where not has_table_privilege(oid, 'select'))
                    or not exists (
                        select from pg_class
                        where relnamespace = (select oid from pg_namespace where nspname = 'ops')
                            and relname = 'source_dates' and has_table_privilege(oid, 'select')
                    )
            """
        );
        command.Parameters.AddWithValue("pipeline", pipeline);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return (row.GetString(0), row.GetBoolean(1), row.GetBoolean(2));
    }

    private static async Task GrantAsync(NpgsqlDataSource source, string grants, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Two grants on one table at once fail.
        await using var command = new NpgsqlCommand($"{PipelineSchema.Lock}; {grants}", connection, transaction);
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
