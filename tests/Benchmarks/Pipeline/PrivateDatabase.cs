using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace RetailRocket.Benchmarks.Pipeline;

/// <summary>The private server of a data folder, as its administrator, while the app runs over it.</summary>
internal sealed class PrivateDatabase
{
    /// <summary>The product's own database.</summary>
    public const string Warehouse = "warehouse";

    private readonly string password;
    private readonly string dataFolder;

    private PrivateDatabase(string dataFolder, string password)
    {
        this.dataFolder = dataFolder;
        this.password = password;
    }

    private string Sockets => Path.Combine(dataFolder, "server", "run");

    public static async Task<PrivateDatabase> OfAsync(string dataFolder, CancellationToken cancellationToken)
    {
        await using var credentials = File.OpenRead(Path.Combine(dataFolder, "server.credentials.json"));
        var known = await JsonSerializer.DeserializeAsync<JsonElement>(
            credentials,
            cancellationToken: cancellationToken
        );
        return new PrivateDatabase(dataFolder, known.GetProperty("administrator").GetString()!);
    }

    /// <summary>What psql needs to reach a database, and the server's own programs first: wrappers cost time.</summary>
    public Dictionary<string, string> Environment(string database)
    {
        var all = new Dictionary<string, string>
        {
            ["PGHOST"] = Sockets,
            ["PGUSER"] = "warehouse_admin",
            ["PGPASSWORD"] = password,
            ["PGDATABASE"] = database,
        };
        var options = Path.Combine(dataFolder, "server", "cluster", "postmaster.opts");
        if (File.Exists(options))
            all["PATH"] =
                $"{Path.GetDirectoryName(File.ReadAllText(options).Split(' ')[0])}:{System.Environment.GetEnvironmentVariable("PATH")}";
        return all;
    }

    public async Task ExecuteAsync(string database, CancellationToken cancellationToken, params string[] statements)
    {
        await using var connection = await OpenAsync(database, cancellationToken);
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>
    /// What the server does by itself within minutes of a back-fill, so that it does not do it while a day is measured.
    /// </summary>
    public async Task SettleAsync(CancellationToken cancellationToken, params string[] databases)
    {
        foreach (var database in databases)
            await ExecuteAsync(database, cancellationToken, "vacuum (analyze)", "checkpoint");
    }

    /// <summary>The single text, or number as text, that a query answers with.</summary>
    public async Task<string> ScalarAsync(string database, string query, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(database, cancellationToken);
        await using var command = new NpgsqlCommand(query, connection) { CommandTimeout = 0 };
        var answer = await command.ExecuteScalarAsync(cancellationToken);
        return Convert.ToString(answer, CultureInfo.InvariantCulture) ?? "";
    }

    private async Task<NpgsqlConnection> OpenAsync(string database, CancellationToken cancellationToken)
    {
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = Sockets,
            Username = "warehouse_admin",
            Password = password,
            Database = database,
            Pooling = false,
            Timezone = "UTC",
        };
        var connection = new NpgsqlConnection(builder.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}
