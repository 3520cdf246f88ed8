using Microsoft.EntityFrameworkCore;
using Npgsql;
using RetailRocket.Pipeline.Database;

namespace RetailRocket.Web.Security;

/// <summary>Brings the schema <c>identity</c> up to date.</summary>
public static class IdentitySchema
{
    /// <summary>Applies missing migrations as the owner. Safe to call by several processes at once.</summary>
    public static async Task MigrateAsync(Warehouse warehouse, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(warehouse);
        await using var connection = await warehouse.Owner.OpenConnectionAsync(cancellationToken);
        var options = new DbContextOptionsBuilder<IdentityContext>().UseNpgsql(
            connection,
            npgsql => npgsql.MigrationsHistoryTable(IdentityContext.MigrationsTable, IdentityContext.SchemaName)
        );
        await using var context = new IdentityContext(options.Options);
        await ExecuteAsync(connection, "select pg_advisory_lock(hashtext('identity migrations'))", cancellationToken);
        try
        {
            await ExecuteAsync(
                connection,
                $"create schema if not exists {IdentityContext.SchemaName}",
                cancellationToken
            );
            await ExecuteAsync(
                connection,
                $"""
                create table if not exists {IdentityContext.SchemaName}.{IdentityContext.MigrationsTable} (
                    "MigrationId" varchar(150) primary key, "ProductVersion" varchar(32) not null
                )
                """,
                cancellationToken
            );
            await context.Database.MigrateAsync(cancellationToken);
        }
        finally
        {
            await ExecuteAsync(
                connection,
                "select pg_advisory_unlock(hashtext('identity migrations'))",
                CancellationToken.None
            );
        }
    }

    /// <summary>How <see cref="IdentityContext"/> reaches the warehouse.</summary>
    public static void Configure(DbContextOptionsBuilder options, Warehouse warehouse)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(warehouse);
        options.UseNpgsql(
            warehouse.Owner,
            npgsql => npgsql.MigrationsHistoryTable(IdentityContext.MigrationsTable, IdentityContext.SchemaName)
        );
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
