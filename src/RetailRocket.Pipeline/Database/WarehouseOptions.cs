namespace RetailRocket.Pipeline.Database;

/// <summary>Which database server the app uses. See appsettings.Example.json.</summary>
public sealed record WarehouseOptions
{
    /// <summary>
    /// <c>ConnectionStrings:Warehouse</c>: a server of one's own, signed in as the role that owns the database. Null or
    /// empty: the app's private server.
    /// </summary>
    public string? ConnectionString { get; init; }

    /// <summary><c>ConnectionStrings:WarehouseRunner</c>: the role that runs pipelines; null: the owner's.</summary>
    public string? RunnerConnectionString { get; init; }

    /// <summary><c>ConnectionStrings:WarehouseReader</c>: the role that pages read with; null: the runner's.</summary>
    public string? ReaderConnectionString { get; init; }

    /// <summary>
    /// <c>ConnectionStrings:WarehouseChecker</c>: the role that drafts of checks are tried with; null: none can be tried.
    /// </summary>
    public string? CheckerConnectionString { get; init; }

    /// <summary>The app's data folder; the private server's files go into it.</summary>
    public required string DataFolder { get; init; }

    /// <summary>
    /// <c>Warehouse:Port</c>: a TCP port on 127.0.0.1 of the private server, for BI tools on this machine; null: none.
    /// </summary>
    public int? PrivatePort { get; init; }

    /// <summary><c>Warehouse:Profile</c>: how much of the machine the private server may use.</summary>
    public ServerProfile PrivateProfile { get; init; } = ServerProfile.Machine;
}
