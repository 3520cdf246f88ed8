using Npgsql;

namespace RetailRocket.Pipeline.Database;

/// <summary>What a server of one's own must be able to do, asked when the app starts.</summary>
internal static class OutsideServer
{
    /// <summary>The server's version, also as PostgreSQL counts it (150018 is 15.18), and the database's encoding.</summary>
    public sealed record Facts(int VersionNumber, string Version, string Encoding);

    /// <exception cref="WarehouseException">Not reachable, too old, or of another encoding.</exception>
    public static async Task<Facts> CheckAsync(NpgsqlDataSource source, DatabaseRole role, CancellationToken ct)
    {
        Facts facts;
        try
        {
            facts = await AskAsync(source, ct);
        }
        catch (NpgsqlException e)
        {
            throw Unreachable(source, role, e);
        }
        if (facts.VersionNumber / 10000 < PostgresBinaries.OldestMajor)
            throw new WarehouseException(
                $"The server of {Setting(role)} is PostgreSQL {facts.Version}; "
                    + $"{PostgresBinaries.OldestMajor} or later is needed.\nWhat to do: upgrade it, or use another one."
            );
        if (facts.Encoding != "UTF8")
            throw new WarehouseException(
                $"The database of {Setting(role)} has the encoding {facts.Encoding}; UTF8 is needed.\n"
                    + "What to do: make one with: create database warehouse encoding 'UTF8' template template0"
            );
        return facts;
    }

    private static async Task<Facts> AskAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        const string Question = """
            select current_setting('server_version_num')::int,
                   current_setting('server_version'),
                   current_setting('server_encoding')
            """;
        await using var command = source.CreateCommand(Question);
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new Facts(row.GetInt32(0), row.GetString(1), row.GetString(2));
    }

    private static WarehouseException Unreachable(NpgsqlDataSource source, DatabaseRole role, NpgsqlException e)
    {
        var to = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        var advice = (e as PostgresException)?.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                "check user and password, and pg_hba.conf of the server.",
            PostgresErrorCodes.InvalidCatalogName => $"make it: create database \"{to.Database}\" encoding 'UTF8'",
            PostgresErrorCodes.TooManyConnections => "raise max_connections of the server, or end other connections.",
            null => "check that the server runs, that host and port are right, and that no firewall is between.",
            _ => "see the server's message above.",
        };
        return new WarehouseException(
            $"The database \"{to.Database}\" on {to.Host}:{to.Port} cannot be opened as \"{to.Username}\" "
                + $"({Setting(role)}): {e.InnerException?.Message ?? e.Message}\nWhat to do: {advice}",
            e
        );
    }

    private static string Setting(DatabaseRole role) =>
        role == DatabaseRole.Owner ? "ConnectionStrings:Warehouse" : $"ConnectionStrings:Warehouse{role}";
}
