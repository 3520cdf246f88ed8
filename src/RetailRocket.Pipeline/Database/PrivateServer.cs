using Microsoft.Extensions.Logging;
using Npgsql;

namespace RetailRocket.Pipeline.Database;

/// <summary>
/// The app's own PostgreSQL server. Every process that works with a data folder shares the one server of that folder:
/// the first to come starts it, the last to leave stops it. A process that is killed leaves it running, and the next one
/// takes it over. See docs/adr/0001-private-postgresql.md.
/// </summary>
public sealed class PrivateServer : IAsyncDisposable
{
    private static readonly TimeSpan LeaseWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LeaveWait = TimeSpan.FromMinutes(3);

    private readonly PrivateServerOptions options;
    private readonly ServerFolders folders;
    private readonly ServerCluster cluster;
    private readonly ServerCredentials credentials;
    private readonly ServerCatalog catalog;
    private readonly ILogger log;
    private readonly SemaphoreSlim turn = new(1);
    private volatile PostmasterFile? running;
    private FileLock? lease;
    private bool left;

    private PrivateServer(
        PrivateServerOptions options,
        ServerFolders folders,
        ServerCluster cluster,
        ServerCredentials credentials,
        ILogger log
    )
    {
        (this.options, this.folders, this.cluster, this.log) = (options, folders, cluster, log);
        this.credentials = credentials;
        catalog = new ServerCatalog(AdministratorConnection, credentials);
    }

    /// <summary>Process id of the server.</summary>
    /// <exception cref="InvalidOperationException">The server was left.</exception>
    public int ProcessId => Current.ProcessId;

    /// <summary>The data folder, as it was given.</summary>
    public string DataFolder => options.DataFolder;

    /// <summary>The server's own log.</summary>
    public string LogFile => folders.Log;

    internal ServerFolders Folders => folders;

    private PostmasterFile Current =>
        running ?? throw new InvalidOperationException("The private server of this object is not in use any more.");

    /// <summary>Joins the server of the data folder, or makes and starts it.</summary>
    /// <exception cref="WarehouseException">It cannot be started; the message says why and what to do.</exception>
    public static async Task<PrivateServer> StartAsync(PrivateServerOptions options, ILogger log, CancellationToken ct)
    {
        try
        {
            var user = await ServerUser.ChooseAsync(options.ServerAccount, ct);
            var folders = await ServerFolders.ResolveAsync(options.DataFolder, user, log, ct);
            using var gate = await FileLock.ExclusiveAsync(folders.Gate, options.StartTimeout, ct);
            var binaries = await PostgresBinaries.ChooseAsync(
                options.BinariesFolder is { } only ? [only] : PostgresBinaries.UsualFolders(),
                folders.ClusterMajor,
                folders.Cluster,
                ct
            );
            var credentials = await ServerCredentials.LoadOrCreateAsync(
                folders.Credentials,
                folders.ClusterMajor is not null,
                ct
            );
            var cluster = new ServerCluster(options, folders, user, binaries, log);
            var server = new PrivateServer(options, folders, cluster, credentials, log);
            try
            {
                await server.JoinAsync(ct);
            }
            catch
            {
                await server.LeaveAsync();
                throw;
            }
            AppDomain.CurrentDomain.ProcessExit += server.LeaveAtExit;
            return server;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or TimeoutException)
        {
            throw ServerFailure.Explain(e, options.DataFolder);
        }
        catch (NpgsqlException e)
        {
            throw ServerFailure.Explain(e, options.DataFolder);
        }
    }

    /// <summary>The connection string of a role.</summary>
    /// <param name="role">Decides user, password, pool size and command timeout.</param>
    /// <param name="database">Another database of this server; null: the warehouse.</param>
    public string ConnectionString(DatabaseRole role, string? database = null) =>
        WarehouseConnection.Complete(
            Endpoint(
                ServerCatalog.RoleName(role),
                credentials.Of(role),
                database ?? ServerCatalog.Warehouse
            ).ConnectionString,
            role
        );

    /// <summary>
    /// Returns at once when the server runs; otherwise starts it again (crash recovery included). Connection strings stay
    /// valid.
    /// </summary>
    /// <exception cref="WarehouseException">It does not start.</exception>
    public async Task EnsureRunningAsync(CancellationToken ct)
    {
        try
        {
            if (cluster.Running is { Ready: true } found)
            {
                // Another process may have started it again.
                running = found;
                return;
            }
            await turn.WaitAsync(ct);
            try
            {
                ObjectDisposedException.ThrowIf(left, this);
                using var gate = await FileLock.ExclusiveAsync(folders.Gate, options.StartTimeout, ct);
                await EnterAsync(ct);
            }
            finally
            {
                turn.Release();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or TimeoutException)
        {
            throw ServerFailure.Explain(e, options.DataFolder);
        }
    }

    /// <summary>
    /// Makes a database that the owner role owns and the other roles may connect to: empty, or a copy of
    /// <paramref name="template"/>, to which nobody may be connected.
    /// </summary>
    /// <exception cref="PostgresException">It exists already, or the template is in use.</exception>
    public Task CreateDatabaseAsync(SqlName name, SqlName? template, CancellationToken ct) =>
        catalog.CreateDatabaseAsync(name, template, ct);

    /// <summary>Drops a database and ends its connections; one that does not exist is fine.</summary>
    public Task DropDatabaseAsync(SqlName name, CancellationToken ct) => catalog.DropDatabaseAsync(name, ct);

    /// <summary>Leaves the server; stops it when no other process uses it.</summary>
    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= LeaveAtExit;
        await turn.WaitAsync();
        try
        {
            if (left)
                return;
            using var gate = await FileLock.ExclusiveAsync(folders.Gate, LeaveWait, CancellationToken.None);
            await LeaveAsync();
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task JoinAsync(CancellationToken ct)
    {
        await cluster.CreateIfMissingAsync(credentials, ct);
        await EnterAsync(ct);
        await AcceptsConnectionsAsync(ct);
        await catalog.CompleteAsync(ct);
    }

    // Under the gate: nobody starts, stops or leaves meanwhile.
    private async Task EnterAsync(CancellationToken ct)
    {
        lease?.Dispose();
        lease = FileLock.TryExclusive(folders.Lease);
        var alone = lease is not null;
        lease?.Dispose();
        lease = await FileLock.SharedAsync(folders.Lease, LeaseWait, ct);
        running = cluster.Running ?? await cluster.StartAsync(alone, ct);
    }

    // A server that was found running may be in the middle of its recovery.
    private async Task AcceptsConnectionsAsync(CancellationToken ct)
    {
        var deadline = Environment.TickCount64 + (long)options.StartTimeout.TotalMilliseconds;
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(AdministratorConnection("postgres"));
                await connection.OpenAsync(ct);
                return;
            }
            catch (NpgsqlException e) when (IsStarting(e) && Environment.TickCount64 < deadline)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
                running = cluster.Running ?? await cluster.StartAsync(alone: false, ct);
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidPassword)
            {
                throw new WarehouseException(
                    $"The private database in {folders.Cluster} refuses the password kept in {folders.Credentials}.\n"
                        + "What to do: the two belong together; put both back from the same backup.",
                    e
                );
            }
        }
    }

    private static bool IsStarting(NpgsqlException e) =>
        e is PostgresException answer
            ? answer.SqlState is PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown
            : e.InnerException is System.Net.Sockets.SocketException or IOException;

    private async Task LeaveAsync()
    {
        left = true;
        lease?.Dispose();
        lease = null;
        using var last = FileLock.TryExclusive(folders.Lease);
        if (last is null)
            log.LogInformation("PostgreSQL in {Folder} goes on for another process", folders.Cluster);
        else
            await cluster.StopAsync(CancellationToken.None);
        running = null;
    }

    // For a process that ends without disposing this object, through Environment.Exit for example. Signals are the host's:
    // it turns them into a shutdown that disposes this object; a process without handlers leaves the server to the next one.
    private void LeaveAtExit(object? sender, EventArgs e) => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private string AdministratorConnection(string database)
    {
        var endpoint = Endpoint(ServerCatalog.Administrator, credentials.Administrator, database);
        endpoint.Pooling = false;
        endpoint.ApplicationName = "retailrocket administrator";
        return endpoint.ConnectionString;
    }

    private NpgsqlConnectionStringBuilder Endpoint(string user, string password, string database) =>
        new()
        {
            Host = folders.Sockets,
            Port = Current.Port,
            Username = user,
            Password = password,
            Database = database,
        };
}
