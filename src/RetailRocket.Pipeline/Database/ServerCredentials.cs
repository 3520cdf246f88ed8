using System.Security.Cryptography;
using System.Text.Json;

namespace RetailRocket.Pipeline.Database;

/// <summary>The random passwords of a private server, in a file that only this account can read.</summary>
internal sealed record ServerCredentials
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The superuser that <c>initdb</c> makes; used to make roles and databases, never by pages or runs.</summary>
    public required string Administrator { get; init; }
    public required string Owner { get; init; }
    public required string Runner { get; init; }
    public required string Reader { get; init; }

    /// <summary>Empty in a file from before this role; it gets one when the file is next read.</summary>
    public string Checker { get; init; } = "";

    public string Of(DatabaseRole role) =>
        role switch
        {
            DatabaseRole.Owner => Owner,
            DatabaseRole.Runner => Runner,
            DatabaseRole.Reader => Reader,
            DatabaseRole.Checker => Checker,
            _ => throw new ArgumentOutOfRangeException(nameof(role)),
        };

    /// <summary>
    /// Reads the file, or makes it for a server that does not exist yet. New passwords would lock existing data away:
    /// with a cluster, a missing file is an error.
    /// </summary>
    /// <exception cref="WarehouseException">The file of an existing cluster is missing or damaged.</exception>
    public static async Task<ServerCredentials> LoadOrCreateAsync(string path, bool clusterExists, CancellationToken ct)
    {
        if (File.Exists(path))
        {
            OwnerOnly.Restrict(path);
            try
            {
                if (await ReadAsync(path, ct) is { } read)
                    return read.Checker.Length > 0 ? read : await WithCheckerAsync(path, read, ct);
            }
            catch (JsonException) when (!clusterExists)
            {
                // Cut off before the first server was made: nothing depends on it.
            }
            catch (JsonException e)
            {
                throw Lost(path, "is damaged", e);
            }
        }
        if (clusterExists)
            throw Lost(path, "is missing", null);
        var made = new ServerCredentials
        {
            Administrator = NewPassword(),
            Owner = NewPassword(),
            Runner = NewPassword(),
            Reader = NewPassword(),
            Checker = NewPassword(),
        };
        await WriteAsync(path, made, ct);
        return made;
    }

    private static async Task<ServerCredentials?> ReadAsync(string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync<ServerCredentials>(file, Json, ct);
    }

    // The role does not exist yet either, so no password is lost.
    private static async Task<ServerCredentials> WithCheckerAsync(
        string path,
        ServerCredentials read,
        CancellationToken ct
    )
    {
        var completed = read with { Checker = NewPassword() };
        await WriteAsync(path, completed, ct);
        return completed;
    }

    private static async Task WriteAsync(string path, ServerCredentials credentials, CancellationToken ct)
    {
        var unfinished = path + ".new";
        File.Delete(unfinished);
        await using (var file = OwnerOnly.Create(unfinished))
        {
            await JsonSerializer.SerializeAsync(file, credentials, Json, ct);
            file.Flush(flushToDisk: true);
        }
        File.Move(unfinished, path, overwrite: true);
    }

    private static string NewPassword() => RandomNumberGenerator.GetHexString(48, lowercase: true);

    private static WarehouseException Lost(string path, string how, Exception? cause) =>
        new(
            $"{path}, which holds the passwords of the private database, {how}.\n"
                + "What to do: put the file back from a backup. The data itself is untouched; without a backup see "
                + "docs/operations.md, \"Lost credentials\".",
            cause
        );
}
