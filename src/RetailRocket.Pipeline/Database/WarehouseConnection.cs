using Npgsql;

namespace RetailRocket.Pipeline.Database;

/// <summary>The connection settings that hold for every connection of the app, whatever the server.</summary>
internal static class WarehouseConnection
{
    /// <summary>
    /// A COPY over the socket of this machine: with less, the app and the server wait for each other's turn more often. The
    /// system may allow less (net.core.wmem_max); over TCP it finds the size by itself.
    /// </summary>
    private const int SendBufferBytes = 1024 * 1024;

    /// <summary>Fills in what the string leaves open, and sets what must not differ.</summary>
    /// <exception cref="WarehouseException">It is not a connection string.</exception>
    public static string Complete(string connectionString, DatabaseRole role)
    {
        NpgsqlConnectionStringBuilder builder;
        HashSet<string> given;
        try
        {
            builder = new NpgsqlConnectionStringBuilder(connectionString);
            given = builder.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase);
        }
        catch (ArgumentException e)
        {
            throw new WarehouseException(
                $"The connection string of the {role} role cannot be read: {e.Message}\n"
                    + "What to do: write it as Host=…;Database=…;Username=…;Password=… (ConnectionStrings__Warehouse).",
                e
            );
        }
        void Default(string key, object value)
        {
            if (!given.Contains(key))
                builder[key] = value;
        }
        Default("Application Name", $"retailrocket {role}".ToLowerInvariant());
        Default("Maximum Pool Size", PoolSize(role));
        Default("Timeout", 15);
        // Runs and migrations take as long as they take and are cancelled by their token; a page has to answer.
        Default("Command Timeout", role is DatabaseRole.Reader or DatabaseRole.Checker ? 60 : 0);
        Default("Keepalive", 30);
        if (role == DatabaseRole.Runner && builder.Host is ['/', ..])
            Default("Socket Send Buffer Size", SendBufferBytes);
        // Error details quote rows, and rows carry people. Sessions are UTC, whatever the server thinks.
        builder.IncludeErrorDetail = false;
        builder.PersistSecurityInfo = false;
        builder.Timezone = "UTC";
        return builder.ConnectionString;
    }

    // Two processes (the app and a command) fit into the private server's 100 connections.
    private static int PoolSize(DatabaseRole role) =>
        role switch
        {
            DatabaseRole.Owner => 10,
            DatabaseRole.Runner => 15,
            DatabaseRole.Checker => 3,
            _ => 20,
        };
}
