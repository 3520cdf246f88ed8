using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace RetailRocket.Pipeline.Database.Operations;

/// <summary>Brings the operations schema up to date and hands each role what it may do.</summary>
public static class OperationsSchema
{
    /// <summary>Applies missing migrations and grants, as the owner. Safe to call by several processes at once.</summary>
    public static async Task MigrateAsync(Warehouse warehouse, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(warehouse);
        await using var connection = await warehouse.Owner.OpenConnectionAsync(cancellationToken);
        await using var context = new OperationsContext(OptionsFor(connection).Options);
        if (await IsCurrentAsync(connection, context, cancellationToken))
            return;
        await ExecuteAsync(connection, "select pg_advisory_lock(hashtext('migrations'))", cancellationToken);
        try
        {
            await ExecuteAsync(
                connection,
                $"create schema if not exists {OperationsContext.SchemaName}",
                cancellationToken
            );
            await context.Database.MigrateAsync(cancellationToken);
            await GrantAsync(
                connection,
                await RoleAsync(warehouse.Runner, cancellationToken),
                await RoleAsync(warehouse.Reader, cancellationToken),
                cancellationToken
            );
        }
        finally
        {
            await ExecuteAsync(connection, "select pg_advisory_unlock(hashtext('migrations'))", CancellationToken.None);
        }
    }

    /// <summary>Whether every migration that this program knows has been applied.</summary>
    public static async Task<bool> IsCurrentAsync(Warehouse warehouse, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(warehouse);
        await using var connection = await warehouse.Owner.OpenConnectionAsync(cancellationToken);
        await using var context = new OperationsContext(OptionsFor(connection).Options);
        return await IsCurrentAsync(connection, context, cancellationToken);
    }

    /// <summary>Options of an <see cref="OperationsContext"/> over a data source.</summary>
    public static DbContextOptionsBuilder<OperationsContext> OptionsFor(NpgsqlDataSource source) =>
        new DbContextOptionsBuilder<OperationsContext>().UseNpgsql(source, Migrations);

    private static DbContextOptionsBuilder<OperationsContext> OptionsFor(NpgsqlConnection connection) =>
        new DbContextOptionsBuilder<OperationsContext>().UseNpgsql(connection, Migrations);

    private static void Migrations(
        Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.NpgsqlDbContextOptionsBuilder options
    ) => options.MigrationsHistoryTable(OperationsContext.MigrationsTable, OperationsContext.SchemaName);

    private static async Task<bool> IsCurrentAsync(
        NpgsqlConnection connection,
        OperationsContext context,
        CancellationToken cancellationToken
    )
    {
        await using var exists = new NpgsqlCommand(
            $"select to_regclass('{OperationsContext.SchemaName}.{OperationsContext.MigrationsTable}') is not null",
            connection
        );
        if (await exists.ExecuteScalarAsync(cancellationToken) is not true)
            return false;
        return !(await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any();
    }

    private static async Task GrantAsync(
        NpgsqlConnection connection,
        string runner,
        string reader,
        CancellationToken cancellationToken
    )
    {
        // The runner makes and owns the pipelines' schemas; the reader sees what is published and how it came about.
        // Quarantined lines and samples are raw source text, but the quality pages are for reading them.
        await ExecuteAsync(
            connection,
            $"""
            grant usage on schema ops to {runner}, {reader};
            grant select, insert, update, delete on all tables in schema ops to {runner};
            grant usage, select on all sequences in schema ops to {runner};
            grant select on all tables in schema ops to {reader};
            create schema if not exists published;
            grant usage, create on schema published to {runner};
            grant usage on schema published to {reader};
            do $$ begin execute format('grant create on database %I to {runner}', current_database()); end $$;
            """,
            cancellationToken
        );
    }

    private static async Task<string> RoleAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("select quote_ident(current_user)");
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
