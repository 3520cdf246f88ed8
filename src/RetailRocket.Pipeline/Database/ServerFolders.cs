using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace RetailRocket.Pipeline.Database;

/// <summary>
/// Where the private server of a data folder keeps its files. The server's account owns <see cref="Server"/> and nothing
/// else; credentials and locks stay with the app.
/// </summary>
internal sealed record ServerFolders(string Base, string Sockets)
{
    /// <summary>Longest socket path in bytes that every system accepts (the kernel's limit is 104 to 108).</summary>
    public const int LongestSocketPath = 100;

    /// <summary>Names the folder outside the data folder, when the server's account cannot enter the data folder.</summary>
    public const string PointerName = "server.location";

    private const string Elsewhere = "/var/lib/retailrocket";

    public string Server => ServerIn(Base);
    public string Cluster => Path.Combine(Server, "cluster");
    public string Log => Path.Combine(Server, "server.log");
    public string Credentials => Path.Combine(Base, "server.credentials.json");

    /// <summary>Held alone while the server is started or stopped.</summary>
    public string Gate => Path.Combine(Base, "server.lock");

    /// <summary>Held together by every process that uses the server.</summary>
    public string Lease => Path.Combine(Base, "server.lease");

    /// <summary>Whether the socket is in the data folder, and not in a short folder elsewhere.</summary>
    public bool SocketsAreInside => Sockets.StartsWith(Server, StringComparison.Ordinal);

    /// <summary>Major version that made the cluster; null when there is none yet.</summary>
    public int? ClusterMajor =>
        File.Exists(Path.Combine(Cluster, "PG_VERSION"))
        && int.TryParse(File.ReadAllText(Path.Combine(Cluster, "PG_VERSION")).Trim(), out var major)
            ? major
            : null;

    /// <summary>Finds, and where needed makes, the folders of a data folder.</summary>
    /// <exception cref="WarehouseException">The server's account cannot reach data that is already there.</exception>
    public static async Task<ServerFolders> ResolveAsync(
        string dataFolder,
        ServerUser user,
        ILogger log,
        CancellationToken ct
    )
    {
        if (!Directory.Exists(dataFolder))
            Directory.CreateDirectory(dataFolder);
        var real = RealPath(dataFolder);
        var @base = await BaseAsync(real, user, log, ct);
        return new ServerFolders(@base, SocketsOf(@base));
    }

    /// <summary>Bytes of the socket's path in a folder.</summary>
    public static int SocketPathLength(string folder) =>
        Encoding.UTF8.GetByteCount(Path.Combine(folder, ".s.PGSQL.65535.lock"));

    /// <summary>The path without symbolic links, as the kernel reports it for a process.</summary>
    public static string RealPath(string path)
    {
        var full = Path.GetFullPath(path);
        var real = Path.GetPathRoot(full)!;
        foreach (
            var part in full[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries)
        )
        {
            var next = Path.Combine(real, part);
            // Null also where nothing exists yet.
            var isLink = new DirectoryInfo(next).LinkTarget is not null;
            real = isLink ? RealPath(new DirectoryInfo(next).ResolveLinkTarget(true)!.FullName) : next;
        }
        return real;
    }

    /// <summary>Makes the folders that the server's account owns.</summary>
    /// <exception cref="WarehouseException">A stranger made the short socket folder.</exception>
    public async Task MakeAsync(ServerUser user, CancellationToken ct)
    {
        await user.MakeFolderAsync(Server, ct);
        // In a folder that everybody may write to, the name may be taken: then it must be ours already.
        if (Directory.Exists(Sockets) && !await user.OwnsAsync(Sockets, ct))
            throw new WarehouseException(
                $"The folder {Sockets} for the server's socket belongs to another account.\n"
                    + "What to do: remove it, or choose a data folder with a shorter path (--data)."
            );
        await user.MakeFolderAsync(Sockets, ct);
    }

    /// <summary>Deletes the socket folder where it is not inside the data folder; a stopped server needs none.</summary>
    public void RemoveShortSocketFolder()
    {
        if (!SocketsAreInside && Directory.Exists(Sockets))
            Directory.Delete(Sockets, recursive: true);
    }

    /// <summary>The folders of a data folder as they are or would be; makes nothing.</summary>
    public static ServerFolders Peek(string dataFolder)
    {
        var real = RealPath(dataFolder);
        var @base = Pointed(real) ?? real;
        return new ServerFolders(@base, SocketsOf(@base));
    }

    private static string SocketsOf(string @base)
    {
        var inside = Path.Combine(ServerIn(@base), "run");
        return SocketPathLength(inside) <= LongestSocketPath ? inside : ShortSocketFolder(@base);
    }

    private static string? Pointed(string real)
    {
        var pointer = Path.Combine(real, PointerName);
        return File.Exists(pointer) ? File.ReadAllText(pointer).Trim() : null;
    }

    private static string ServerIn(string folder) => Path.Combine(folder, "server");

    private static async Task<string> BaseAsync(string real, ServerUser user, ILogger log, CancellationToken ct)
    {
        if (Pointed(real) is { } elsewhere)
        {
            if (Directory.Exists(elsewhere))
                return elsewhere;
            throw new WarehouseException(
                $"{Path.Combine(real, PointerName)} says that the database is in {elsewhere}, and that folder does not exist.\n"
                    + "What to do: bring the folder back from a backup, or delete the pointer file to start empty."
            );
        }
        if (await user.CanEnterAsync(real, ct))
            return real;
        if (Directory.Exists(Path.Combine(ServerIn(real), "cluster")))
            throw new WarehouseException(
                $"The account \"{user.Name}\", which runs the database, may not enter {real}.\n"
                    + $"What to do: chmod o+x {await FirstClosedAsync(real, user, ct)}"
            );
        var folder = Path.Combine(Elsewhere, Key(real));
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(real, PointerName), folder + "\n", ct);
        log.LogInformation(
            "The account {Account}, which runs the database, may not enter {Closed}; the database goes to {Folder}",
            user.Name,
            await FirstClosedAsync(real, user, ct),
            folder
        );
        return folder;
    }

    private static async Task<string> FirstClosedAsync(string folder, ServerUser user, CancellationToken ct)
    {
        var above = new Stack<string>();
        for (string? at = folder; at is not null; at = Path.GetDirectoryName(at))
            above.Push(at);
        foreach (var at in above)
            if (!await user.CanEnterAsync(at, ct))
                return at;
        return folder;
    }

    private static string ShortSocketFolder(string folder)
    {
        // /run is root's and is emptied at boot; a user's own folder there is removed at logout, so users get /tmp.
        var parent = Environment.IsPrivilegedProcess && Directory.Exists("/run") ? "/run" : "/tmp";
        return Path.Combine(parent, "retailrocket-" + Key(folder));
    }

    private static string Key(string path) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..16];
}
