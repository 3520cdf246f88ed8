namespace RetailRocket.Pipeline.Database;

/// <summary>How the private PostgreSQL server is started.</summary>
public sealed record PrivateServerOptions
{
    /// <summary>The app's data folder; the server's files go to a subfolder of it. Created when it does not exist.</summary>
    public required string DataFolder { get; init; }

    /// <summary>How much of the machine the server may use.</summary>
    public ServerProfile Profile { get; init; } = ServerProfile.Machine;

    /// <summary>A TCP port on 127.0.0.1, for BI tools on this machine; null: Unix socket only.</summary>
    public int? TcpPort { get; init; }

    /// <summary>Folder of <c>postgres</c>, <c>initdb</c> and <c>pg_ctl</c>; null: look in the usual places.</summary>
    public string? BinariesFolder { get; init; }

    /// <summary>The account that runs the server when this process is root; PostgreSQL refuses to run as root.</summary>
    public string ServerAccount { get; init; } = "postgres";

    /// <summary>Longest wait for the server to accept connections; recovery after a crash is part of it.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(10);
}

/// <summary>Memory and disk that the private server may take.</summary>
public enum ServerProfile
{
    /// <summary>Scaled to the memory and cores of this machine (or of its container).</summary>
    Machine,

    /// <summary>A fixed small size, for small machines.</summary>
    Small,

    /// <summary>
    /// Small, and without waiting for the disk: survives a kill -9 but not a power failure. For tests, whose data is thrown
    /// away.
    /// </summary>
    Disposable,
}
