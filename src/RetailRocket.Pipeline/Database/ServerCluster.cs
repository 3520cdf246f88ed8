using Microsoft.Extensions.Logging;

namespace RetailRocket.Pipeline.Database;

/// <summary>
/// The cluster of a private server on disk: makes, starts and stops it. The caller holds the gate, so that nobody else
/// does the same at the same time.
/// </summary>
internal sealed class ServerCluster(
    PrivateServerOptions options,
    ServerFolders folders,
    ServerUser user,
    PostgresBinaries binaries,
    ILogger log
)
{
    private const string NotStarted = "The private PostgreSQL server did not start";
    private const long LargestLog = 10 * 1024 * 1024;
    private static readonly TimeSpan EndPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan OrphanPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryPatience = TimeSpan.FromSeconds(30);

    /// <summary>The running server, or null.</summary>
    public PostmasterFile? Running => PostmasterFile.Running(folders.Cluster);

    /// <summary>Makes the cluster when there is none. An interrupted attempt leaves nothing that counts.</summary>
    /// <exception cref="WarehouseException"><c>initdb</c> failed.</exception>
    public async Task CreateIfMissingAsync(ServerCredentials credentials, CancellationToken ct)
    {
        await folders.MakeAsync(user, ct);
        if (folders.ClusterMajor is not null)
            return;
        if (Directory.Exists(folders.Cluster) && Directory.EnumerateFileSystemEntries(folders.Cluster).Any())
            throw new WarehouseException(
                $"{folders.Cluster} is not a PostgreSQL cluster (it has no PG_VERSION) and is not empty.\n"
                    + "What to do: bring the folder back from a backup, or move it away to start empty."
            );
        var unfinished = folders.Cluster + ".new";
        var password = folders.Cluster + ".password";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        log.LogInformation("Making a PostgreSQL {Version} cluster in {Folder}", binaries.Version, folders.Cluster);
        try
        {
            await user.WriteAsync(password, credentials.Administrator + "\n", ct);
            var made = await InitDbAsync(unfinished, password, "C.UTF-8", ct);
            // macOS and old C libraries do not have C.UTF-8; C sorts the same way.
            if (!made.Succeeded && made.Output.Contains("locale", StringComparison.OrdinalIgnoreCase))
                made = await InitDbAsync(unfinished, password, "C", ct);
            if (!made.Succeeded)
                throw ServerFailure.Explain(
                    "The private PostgreSQL server could not be set up",
                    made.Output,
                    $"initdb for {folders.Cluster}"
                );
        }
        finally
        {
            File.Delete(password);
        }
        await user.WriteAsync(Path.Combine(unfinished, "pg_hba.conf"), ServerSettings.HostBasedAuthentication, ct);
        var main = Path.Combine(unfinished, "postgresql.conf");
        await user.WriteAsync(
            main,
            await File.ReadAllTextAsync(main, ct) + $"\ninclude_if_exists = '{ServerSettings.FileName}'\n",
            ct
        );
        if (Directory.Exists(folders.Cluster))
            Directory.Delete(folders.Cluster);
        Directory.Move(unfinished, folders.Cluster);
    }

    /// <summary>
    /// Starts the server and waits until it accepts connections, crash recovery included. When this process is
    /// <paramref name="alone"/> with the data folder, a left-over pid file can be nobody's.
    /// </summary>
    /// <exception cref="WarehouseException">It does not start; the message has the last lines of its log.</exception>
    public async Task<PostmasterFile> StartAsync(bool alone, CancellationToken ct)
    {
        await WriteSettingsAsync(ct);
        RotateLog();
        var started = Environment.TickCount64;
        while (true)
        {
            ClearLeftOvers(alone, TimeSpan.FromMilliseconds(Environment.TickCount64 - started));
            var before = File.Exists(folders.Log) ? new FileInfo(folders.Log).Length : 0;
            var answer = await PgCtlStartAsync(ct);
            if (answer.Succeeded && Running is { } running)
            {
                log.LogInformation(
                    "PostgreSQL {Version} is up, process {ProcessId}, data in {Folder}, {Elapsed} ms",
                    binaries.Version,
                    running.ProcessId,
                    folders.Cluster,
                    Environment.TickCount64 - started
                );
                return running;
            }
            var words = await LogSinceAsync(before, ct);
            var waited = TimeSpan.FromMilliseconds(Environment.TickCount64 - started);
            if (!ServerFailure.IsPassing(words) || waited > RetryPatience)
                throw ServerFailure.Explain(NotStarted, words.Length > 0 ? words : answer.Output, folders.Log);
            await Task.Delay(RetryPause, ct);
        }
    }

    /// <summary>
    /// Stops the server: open transactions are rolled back, everything committed is on disk, and its process is gone.
    /// </summary>
    public async Task StopAsync(CancellationToken ct)
    {
        if (Running is not { } running)
            return;
        var answer = await PgCtlAsync(["stop", "-D", folders.Cluster, "-m", "fast", "-w", "-t", "120"], ct);
        if (!answer.Succeeded && Running is not null)
        {
            log.LogWarning("PostgreSQL did not stop in time; ending it at once. It recovers at the next start");
            await PgCtlAsync(["stop", "-D", folders.Cluster, "-m", "immediate", "-w", "-t", "30"], ct);
        }
        await EndedAsync(running.ProcessId, ct);
        folders.RemoveShortSocketFolder();
        log.LogInformation("PostgreSQL in {Folder} is stopped", folders.Cluster);
    }

    // pg_ctl waits for the pid file to go; the process itself lives on until the system has taken back its memory.
    private async Task EndedAsync(int processId, CancellationToken ct)
    {
        var deadline = Environment.TickCount64 + (long)OrphanPatience.TotalMilliseconds;
        while (ServerProcess.IsServerOf(processId, folders.Cluster) && Environment.TickCount64 < deadline)
            await Task.Delay(EndPause, ct);
    }

    private Task<CommandResult> InitDbAsync(string folder, string passwordFile, string locale, CancellationToken ct) =>
        user.RunAsync(
            binaries.InitDb,
            [
                $"--pgdata={folder}",
                $"--username={ServerCatalog.Administrator}",
                $"--pwfile={passwordFile}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                $"--locale={locale}",
                "--no-instructions",
                .. options.Profile == ServerProfile.Disposable ? ["--no-sync"] : Array.Empty<string>(),
            ],
            null,
            ct
        );

    private async Task<CommandResult> PgCtlStartAsync(CancellationToken ct)
    {
        var seconds = Math.Max(1, (int)options.StartTimeout.TotalSeconds);
        var start = PgCtlAsync(["start", "-D", folders.Cluster, "-l", folders.Log, "-w", "-t", $"{seconds}"], ct);
        while (await Task.WhenAny(start, Task.Delay(TimeSpan.FromSeconds(10), CancellationToken.None)) != start)
            log.LogInformation("PostgreSQL is still starting; after a crash it first replays its journal");
        return await start;
    }

    private Task<CommandResult> PgCtlAsync(IReadOnlyList<string> arguments, CancellationToken ct) =>
        user.RunAsync(binaries.PgCtl, arguments, null, ct);

    private async Task WriteSettingsAsync(CancellationToken ct)
    {
        // Not every build of PostgreSQL has lz4, and an unknown value would keep the server from starting.
        var lz4 = await user.RunAsync(
            binaries.Postgres,
            ["-D", folders.Cluster, "-C", "wal_compression", "-c", "wal_compression=lz4"],
            null,
            ct
        );
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        await user.WriteAsync(
            Path.Combine(folders.Cluster, ServerSettings.FileName),
            ServerSettings.Text(options, folders.Sockets, memory, Environment.ProcessorCount, lz4.Succeeded),
            ct
        );
    }

    // After a kill -9 the server's children may live on for a moment, and its pid may now be another program's.
    private void ClearLeftOvers(bool alone, TimeSpan waited)
    {
        var left = ServerProcess.AllOf(folders.Cluster);
        if (left.Count == 0 && alone)
        {
            File.Delete(PostmasterFile.PathIn(folders.Cluster));
            foreach (var socket in Directory.EnumerateFiles(folders.Sockets, ".s.PGSQL.*"))
                File.Delete(socket);
            return;
        }
        if (waited < OrphanPatience)
            return;
        foreach (var id in left)
        {
            log.LogWarning("Ending process {ProcessId}, left over from a killed PostgreSQL server", id);
            ServerProcess.End(id);
        }
    }

    private void RotateLog()
    {
        if (File.Exists(folders.Log) && new FileInfo(folders.Log).Length > LargestLog)
            File.Move(folders.Log, folders.Log + ".1", overwrite: true);
    }

    private async Task<string> LogSinceAsync(long offset, CancellationToken ct)
    {
        if (!File.Exists(folders.Log))
            return "";
        await using var file = new FileStream(folders.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(Math.Min(offset, file.Length), SeekOrigin.Begin);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync(ct);
    }
}
