using Microsoft.EntityFrameworkCore;
using Npgsql;
using RetailRocket.Pipeline.Database;

namespace RetailRocket.Web.Watch;

/// <summary>A schema that belongs to the app alone: migrated by the owner, readable by nobody else.</summary>
/// <param name="Name">Of the schema.</param>
/// <param name="MigrationsTable">Table in it with the migrations that were applied.</param>
public sealed record OwnerSchema(string Name, string MigrationsTable)
{
    /// <summary>Applies missing migrations. Safe to call by several processes at once.</summary>
    /// <param name="make">Makes the context over the options.</param>
    public async Task MigrateAsync<TContext>(
        Warehouse warehouse,
        Func<DbContextOptions<TContext>, TContext> make,
        CancellationToken cancellationToken
    )
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(warehouse);
        ArgumentNullException.ThrowIfNull(make);
        await using var connection = await warehouse.Owner.OpenConnectionAsync(cancellationToken);
        var options = new DbContextOptionsBuilder<TContext>().UseNpgsql(
            connection,
            npgsql => npgsql.MigrationsHistoryTable(MigrationsTable, Name)
        );
        await using var context = make(options.Options);
        var key = $"hashtext('{Name} migrations')";
        await ExecuteAsync(connection, $"select pg_advisory_lock({key})", cancellationToken);
        try
        {
            await ExecuteAsync(connection, $"create schema if not exists {Name}", cancellationToken);
            await ExecuteAsync(
                connection,
                $"""
                create table if not exists {Name}.{MigrationsTable} (
                    "MigrationId" varchar(150) primary key, "ProductVersion" varchar(32) not null
                )
                """,
                cancellationToken
            );
            await context.Database.MigrateAsync(cancellationToken);
        }
        finally
        {
            await ExecuteAsync(connection, $"select pg_advisory_unlock({key})", CancellationToken.None);
        }
    }

    /// <summary>How a context of the schema reaches the warehouse.</summary>
    public void Configure(DbContextOptionsBuilder options, Warehouse warehouse)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(warehouse);
        options.UseNpgsql(warehouse.Owner, npgsql => npgsql.MigrationsHistoryTable(MigrationsTable, Name));
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
