using Microsoft.Extensions.Logging;
using Npgsql;

namespace RetailRocket.Pipeline.Database;

/// <summary>The database of the app: one pool of connections for each role, on the private server or on one's own.</summary>
public sealed class Warehouse : IAsyncDisposable
{
    private readonly PrivateServer? server;
    private readonly ServerWatch? watch;
    private readonly Lock gate = new();
    private int connectedTo;

    private Warehouse(
        string owner,
        string runner,
        string reader,
        string? checker,
        PrivateServer? server,
        bool ownsServer,
        ILoggerFactory logs
    )
    {
        Owner = Pool(owner, DatabaseRole.Owner, logs);
        Runner = Pool(runner, DatabaseRole.Runner, logs);
        Reader = Pool(reader, DatabaseRole.Reader, logs);
        Checker = checker is null ? null : Pool(checker, DatabaseRole.Checker, logs);
        this.server = server;
        connectedTo = server?.ProcessId ?? 0;
        if (ownsServer && server is not null)
            watch = new ServerWatch(this, logs.CreateLogger<ServerWatch>());
    }

    /// <summary>Migrations and grants; owns the database.</summary>
    public NpgsqlDataSource Owner { get; }

    /// <summary>Runs pipelines. No command timeout: statements end by their cancellation token.</summary>
    public NpgsqlDataSource Runner { get; }

    /// <summary>Pages, API, exports. Commands end after 60 s.</summary>
    public NpgsqlDataSource Reader { get; }

    /// <summary>
    /// Drafts of checks, which people write. Null on a server of one's own that was given no such role: no other role will do,
    /// because every other one may either write or not read what checks read.
    /// </summary>
    public NpgsqlDataSource? Checker { get; }

    /// <summary>Whether this is the app's private server.</summary>
    public bool IsPrivate => server is not null;

    /// <summary>Opens the server that the options name, or starts the private one.</summary>
    /// <exception cref="WarehouseException">It cannot be reached, started or used; the message says what to do.</exception>
    public static async Task<Warehouse> OpenAsync(WarehouseOptions options, ILoggerFactory logs, CancellationToken ct)
    {
        if (!string.IsNullOrWhiteSpace(options.ConnectionString))
            return await OpenOutsideAsync(options, logs, ct);
        if (
            (
                Given(options.RunnerConnectionString)
                ?? Given(options.ReaderConnectionString)
                ?? Given(options.CheckerConnectionString)
            )
            is not null
        )
            throw new WarehouseException(
                "ConnectionStrings:WarehouseRunner, …Reader or …Checker is set without "
                    + "ConnectionStrings:Warehouse.\nWhat to do: set ConnectionStrings:Warehouse too (the role that owns "
                    + "the database), or none of them to use the private server."
            );
        var server = await PrivateServer.StartAsync(
            new PrivateServerOptions
            {
                DataFolder = options.DataFolder,
                TcpPort = options.PrivatePort,
                Profile = options.PrivateProfile,
            },
            logs.CreateLogger<PrivateServer>(),
            ct
        );
        return OverPrivate(server, null, ownsServer: true, logs);
    }

    /// <summary>A database of a private server that somebody else started and will stop.</summary>
    public static Warehouse Over(PrivateServer server, string database, ILoggerFactory logs) =>
        OverPrivate(server, database, ownsServer: false, logs);

    /// <summary>The pool of a role.</summary>
    /// <exception cref="InvalidOperationException">The server has no such role; see <see cref="Checker"/>.</exception>
    public NpgsqlDataSource For(DatabaseRole role) =>
        role switch
        {
            DatabaseRole.Owner => Owner,
            DatabaseRole.Runner => Runner,
            DatabaseRole.Reader => Reader,
            DatabaseRole.Checker => Checker ?? throw new InvalidOperationException("There is no checker role."),
            _ => throw new ArgumentOutOfRangeException(nameof(role)),
        };

    /// <summary>The database user behind a role, for grants; on a server of one's own several roles may share one.</summary>
    public string UserOf(DatabaseRole role) => new NpgsqlConnectionStringBuilder(For(role).ConnectionString).Username!;

    /// <summary>Starts the private server again if it died; a server of one's own is left to its admin.</summary>
    /// <exception cref="WarehouseException">It does not start.</exception>
    public async Task EnsureRunningAsync(CancellationToken ct)
    {
        if (server is null)
            return;
        await server.EnsureRunningAsync(ct);
        lock (gate)
        {
            if (connectedTo == server.ProcessId)
                return;
            // The pooled connections lead to a server that is gone; whoever took one would get its error.
            Owner.Clear();
            Runner.Clear();
            Reader.Clear();
            Checker?.Clear();
            connectedTo = server.ProcessId;
        }
    }

    /// <summary>Closes the connections and leaves the private server, which stops when nobody else uses it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (watch is not null)
            await watch.DisposeAsync();
        if (Checker is not null)
            await Checker.DisposeAsync();
        await Reader.DisposeAsync();
        await Runner.DisposeAsync();
        await Owner.DisposeAsync();
        if (watch is not null && server is not null)
            await server.DisposeAsync();
    }

    private static Warehouse OverPrivate(
        PrivateServer server,
        string? database,
        bool ownsServer,
        ILoggerFactory logs
    ) =>
        new(
            server.ConnectionString(DatabaseRole.Owner, database),
            server.ConnectionString(DatabaseRole.Runner, database),
            server.ConnectionString(DatabaseRole.Reader, database),
            server.ConnectionString(DatabaseRole.Checker, database),
            server,
            ownsServer,
            logs
        );

    private static async Task<Warehouse> OpenOutsideAsync(
        WarehouseOptions options,
        ILoggerFactory logs,
        CancellationToken ct
    )
    {
        var owner = options.ConnectionString!;
        var runner = Given(options.RunnerConnectionString) ?? owner;
        var reader = Given(options.ReaderConnectionString) ?? runner;
        var checker = Given(options.CheckerConnectionString);
        var warehouse = new Warehouse(
            WarehouseConnection.Complete(owner, DatabaseRole.Owner),
            WarehouseConnection.Complete(runner, DatabaseRole.Runner),
            WarehouseConnection.Complete(reader, DatabaseRole.Reader),
            checker is null ? null : WarehouseConnection.Complete(checker, DatabaseRole.Checker),
            null,
            false,
            logs
        );
        try
        {
            foreach (
                var role in Enum.GetValues<DatabaseRole>()
                    .Where(role => role != DatabaseRole.Checker || checker is not null)
            )
                await OutsideServer.CheckAsync(warehouse.For(role), role, ct);
            return warehouse;
        }
        catch
        {
            await warehouse.DisposeAsync();
            throw;
        }
    }

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    private static NpgsqlDataSource Pool(string connectionString, DatabaseRole role, ILoggerFactory logs)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = $"warehouse {role}".ToLowerInvariant() };
        return builder.UseLoggerFactory(logs).Build();
    }
}
