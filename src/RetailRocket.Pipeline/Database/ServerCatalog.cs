using Npgsql;

namespace RetailRocket.Pipeline.Database;

/// <summary>Makes the roles and the databases of a private server.</summary>
internal sealed class ServerCatalog(Func<string, string> administratorConnection, ServerCredentials credentials)
{
    /// <summary>The superuser that <c>initdb</c> makes.</summary>
    public const string Administrator = "warehouse_admin";

    /// <summary>The database of the app.</summary>
    public const string Warehouse = "warehouse";

    public static string RoleName(DatabaseRole role) =>
        role switch
        {
            DatabaseRole.Owner => "warehouse_owner",
            DatabaseRole.Runner => "warehouse_runner",
            DatabaseRole.Reader => "warehouse_reader",
            DatabaseRole.Checker => "warehouse_checker",
            _ => throw new ArgumentOutOfRangeException(nameof(role)),
        };

    /// <summary>Makes what is missing of roles and the <c>warehouse</c> database.</summary>
    public async Task CompleteAsync(CancellationToken ct)
    {
        await using var connection = await OpenAsync("postgres", ct);
        foreach (var role in Enum.GetValues<DatabaseRole>())
            if (!await ExistsAsync(connection, "select 1 from pg_roles where rolname = $1", RoleName(role), ct))
                await CreateRoleAsync(connection, role, ct);
        if (!await ExistsAsync(connection, "select 1 from pg_database where datname = $1", Warehouse, ct))
            await CreateDatabaseAsync(connection, new SqlName(Warehouse), null, ct);
        // A crash between CREATE DATABASE and its grants leaves it without them; they are cheap to repeat.
        await GrantAsync(connection, new SqlName(Warehouse), ct);
    }

    /// <summary>Makes a database that the owner role owns, empty or as a copy of another.</summary>
    public async Task CreateDatabaseAsync(SqlName name, SqlName? template, CancellationToken ct)
    {
        await using var connection = await OpenAsync("postgres", ct);
        await CreateDatabaseAsync(connection, name, template, ct);
        await GrantAsync(connection, name, ct);
    }

    /// <summary>Drops a database and ends its connections; one that does not exist is fine.</summary>
    public async Task DropDatabaseAsync(SqlName name, CancellationToken ct)
    {
        await using var connection = await OpenAsync("postgres", ct);
        await ExecuteAsync(connection, $"drop database if exists {name} with (force)", ct);
    }

    private async Task<NpgsqlConnection> OpenAsync(string database, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(administratorConnection(database));
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task CreateRoleAsync(NpgsqlConnection connection, DatabaseRole role, CancellationToken ct)
    {
        // CREATE ROLE takes no parameters: the server itself quotes name and password into the statement.
        await using var compose = new NpgsqlCommand(
            "select format('create role %I login password %L', $1, $2)",
            connection
        )
        {
            Parameters =
            {
                new() { Value = RoleName(role) },
                new() { Value = credentials.Of(role) },
            },
        };
        await ExecuteAsync(connection, (string)(await compose.ExecuteScalarAsync(ct))!, ct);
    }

    private static async Task CreateDatabaseAsync(
        NpgsqlConnection connection,
        SqlName name,
        SqlName? template,
        CancellationToken ct
    ) =>
        await ExecuteAsync(
            connection,
            $"create database {name} owner {RoleName(DatabaseRole.Owner)} template {template ?? new SqlName("template1")}",
            ct
        );

    private static async Task GrantAsync(NpgsqlConnection connection, SqlName database, CancellationToken ct)
    {
        var (owner, runner, reader, checker) = (
            RoleName(DatabaseRole.Owner),
            RoleName(DatabaseRole.Runner),
            RoleName(DatabaseRole.Reader),
            RoleName(DatabaseRole.Checker)
        );
        await ExecuteAsync(
            connection,
            $"""
            revoke all on database {database} from public;
            grant connect, create, temporary on database {database} to {runner};
            grant connect on database {database} to {reader};
            grant {runner} to {owner};
            alter role {runner} in database {database} set synchronous_commit = off;
            alter role {reader} in database {database} set default_transaction_read_only = on;
            alter role {reader} in database {database} set idle_in_transaction_session_timeout = '5min';
            grant connect on database {database} to {checker};
            alter role {checker} in database {database} set default_transaction_read_only = on;
            alter role {checker} in database {database} set idle_in_transaction_session_timeout = '1min';
            alter role {checker} in database {database} set temp_file_limit = '2GB';
            """,
            ct
        );
    }

    private static async Task<bool> ExistsAsync(
        NpgsqlConnection connection,
        string sql,
        string name,
        CancellationToken ct
    )
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = name } } };
        return await command.ExecuteScalarAsync(ct) is not null;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
