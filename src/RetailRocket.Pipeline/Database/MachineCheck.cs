using System.Globalization;
using System.Runtime.InteropServices;
using Npgsql;

namespace RetailRocket.Pipeline.Database;

/// <summary>Looks at whether this machine is ready for the app. Changes nothing on it and starts no server.</summary>
public sealed class MachineCheck(WarehouseOptions options)
{
    private const string ToDo = "\nWhat to do: ";
    private const string PipelineZone = "Asia/Seoul";
    private const long Giga = 1024L * 1024 * 1024;
    private static readonly TimeSpan SeoulOffset = TimeSpan.FromHours(9);

    /// <summary>Every check; a check that cannot be made is a finding too.</summary>
    public async Task<IReadOnlyList<MachineFinding>> RunAsync(CancellationToken ct)
    {
        var isPrivate = string.IsNullOrWhiteSpace(options.ConnectionString);
        List<MachineFinding> findings =
        [
            Runtime(Environment.Version),
            await AskAsync(
                isPrivate ? "PostgreSQL on this machine" : "PostgreSQL server",
                isPrivate ? BinariesAsync : ServerAsync,
                ct
            ),
            await AskAsync("Data folder", DataFolderAsync, ct),
            Disk(),
            Memory(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes),
            TimeZoneData(),
        ];
        if (isPrivate)
            findings.Add(SocketPath(options.DataFolder));
        return findings;
    }

    internal static MachineFinding Runtime(Version version) =>
        version.Major >= 10
            ? new(".NET runtime", MachineVerdict.Ok, RuntimeInformation.FrameworkDescription, null)
            : new(
                ".NET runtime",
                MachineVerdict.Fail,
                $".NET {version}",
                "Install the .NET 10 runtime (ASP.NET Core)."
            );

    internal static MachineFinding Memory(long bytes) =>
        new(
            "Memory",
            bytes < 2 * Giga ? MachineVerdict.Warn : MachineVerdict.Ok,
            $"{Gigas(bytes)} for this process",
            bytes < 2 * Giga ? "2 GB or more keep large runs fast; with less, set Warehouse:Profile to Small." : null
        );

    internal static MachineFinding FreeDisk(string folder, long bytes)
    {
        var verdict =
            bytes < Giga ? MachineVerdict.Fail
            : bytes < 10 * Giga ? MachineVerdict.Warn
            : MachineVerdict.Ok;
        return new(
            "Free disk space",
            verdict,
            $"{Gigas(bytes)} at {folder}",
            verdict == MachineVerdict.Ok
                ? null
                : "Free some space, or move the data folder to a larger disk (--data). A full data set takes about 10 GB."
        );
    }

    internal static MachineFinding SocketPath(string dataFolder)
    {
        var folders = ServerFolders.Peek(dataFolder);
        return new(
            "Socket path",
            MachineVerdict.Ok,
            $"{folders.Sockets}, {ServerFolders.SocketPathLength(folders.Sockets)} bytes"
                + (folders.SocketsAreInside ? "" : " (the data folder's own path is too long for a socket)"),
            null
        );
    }

    private async Task<MachineFinding> BinariesAsync(CancellationToken ct)
    {
        var folders = ServerFolders.Peek(options.DataFolder);
        var binaries = await PostgresBinaries.ChooseAsync(
            PostgresBinaries.UsualFolders(),
            folders.ClusterMajor,
            folders.Cluster,
            ct
        );
        var user = await ServerUser.ChooseAsync(new PrivateServerOptions { DataFolder = "" }.ServerAccount, ct);
        var state = PostmasterFile.Running(folders.Cluster) is { } running
            ? $"the private server runs, process {running.ProcessId}"
            : "the private server is not running";
        return new(
            "PostgreSQL on this machine",
            MachineVerdict.Ok,
            $"{binaries.Version} in {binaries.Folder}, run as {user.Name}; {state}",
            null
        );
    }

    private async Task<MachineFinding> ServerAsync(CancellationToken ct)
    {
        var connectionString = WarehouseConnection.Complete(options.ConnectionString!, DatabaseRole.Owner);
        await using var source = NpgsqlDataSource.Create(connectionString);
        var facts = await OutsideServer.CheckAsync(source, DatabaseRole.Owner, ct);
        // The app's own sessions are UTC; what other tools see is the server's own zone.
        var plain = new NpgsqlConnectionStringBuilder(connectionString) { Timezone = null, Pooling = false };
        await using var connection = new NpgsqlConnection(plain.ConnectionString);
        await connection.OpenAsync(ct);
        await using var zone = new NpgsqlCommand("show timezone", connection);
        return new(
            "PostgreSQL server",
            MachineVerdict.Ok,
            $"{facts.Version} on {plain.Host}:{plain.Port}, database {plain.Database}, {facts.Encoding}, "
                + $"time zone {await zone.ExecuteScalarAsync(ct)} (business dates do not depend on it)",
            null
        );
    }

    private async Task<MachineFinding> DataFolderAsync(CancellationToken ct)
    {
        var folder = Path.GetFullPath(options.DataFolder);
        var existing = Existing(folder);
        var probe = Path.Combine(existing, $".write-check-{Guid.NewGuid():N}");
        try
        {
            await File.WriteAllTextAsync(probe, "", ct);
        }
        finally
        {
            File.Delete(probe);
        }
        return new(
            "Data folder",
            MachineVerdict.Ok,
            existing == folder ? $"{folder} can be written to" : $"{folder} will be made in {existing}",
            null
        );
    }

    private MachineFinding Disk()
    {
        var folder = Existing(Path.GetFullPath(options.DataFolder));
        return FreeDisk(folder, new DriveInfo(folder).AvailableFreeSpace);
    }

    private static MachineFinding TimeZoneData()
    {
        const string Name = "Time zone data";
        if (TimeZoneInfo.TryFindSystemTimeZoneById(PipelineZone, out var zone) && zone.BaseUtcOffset == SeoulOffset)
            return new(Name, MachineVerdict.Ok, $"{PipelineZone} is UTC+9", null);
        return new(
            Name,
            MachineVerdict.Fail,
            zone is null ? $"{PipelineZone} is not known" : $"{PipelineZone} is {zone.BaseUtcOffset}, not UTC+9",
            "Install the package tzdata."
        );
    }

    private static string Existing(string folder)
    {
        var at = folder;
        while (!Directory.Exists(at))
            at = Path.GetDirectoryName(at) ?? "/";
        return at;
    }

    private async Task<MachineFinding> AskAsync(
        string name,
        Func<CancellationToken, Task<MachineFinding>> check,
        CancellationToken ct
    )
    {
        try
        {
            return await check(ct);
        }
        catch (WarehouseException e)
        {
            var parts = e.Message.Split(ToDo, 2);
            return new(name, MachineVerdict.Fail, parts[0], parts.Length > 1 ? parts[1] : null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NpgsqlException)
        {
            var fix = ServerFailure.Explain(e, options.DataFolder).Message.Split(ToDo, 2);
            return new(name, MachineVerdict.Fail, e.Message, fix[^1]);
        }
    }

    private static string Gigas(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)Giga:0.0} GB");
}
