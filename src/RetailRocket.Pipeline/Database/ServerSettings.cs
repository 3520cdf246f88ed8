using System.Globalization;
using System.Text;

namespace RetailRocket.Pipeline.Database;

/// <summary>
/// The private server's settings: fast bulk loads, and committed data that survives a crash. Reasons are in
/// docs/adr/0001-private-postgresql.md.
/// </summary>
internal static class ServerSettings
{
    public const string FileName = "retailrocket.conf";
    private const long Mega = 1024 * 1024;

    /// <summary>
    /// <c>work_mem</c> of the statements of a run, as text with its unit; a server of one's own may set it, too
    /// (<c>alter database … set</c>), and else its <c>work_mem</c> holds.
    /// </summary>
    public const string StepMemory = "retailrocket.step_memory";

    /// <summary>Who may connect: everybody with a password, over the socket or from this machine.</summary>
    public const string HostBasedAuthentication = """
        local all all scram-sha-256
        host  all all 127.0.0.1/32 scram-sha-256
        host  all all ::1/128      scram-sha-256

        """;

    /// <summary>
    /// The text of the settings file, written at each start, for a machine (or container) with so many bytes of
    /// <paramref name="memory"/>.
    /// </summary>
    public static string Text(PrivateServerOptions options, string socketFolder, long memory, int cores, bool lz4)
    {
        var small = options.Profile != ServerProfile.Machine;
        long Share(long divisor, long least, long most) => Math.Clamp(memory / divisor / Mega, least, most);
        var text = new StringBuilder("# Written at each start. Own settings: ALTER SYSTEM, as the administrator.\n");
        void Set(string name, FormattableString value) =>
            text.Append(name).Append(" = ").Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');

        Set("listen_addresses", options.TcpPort is null ? $"''" : (FormattableString)$"'127.0.0.1'");
        Set("port", $"{options.TcpPort ?? DefaultPort}");
        Set("unix_socket_directories", $"'{Quote(socketFolder)}'");
        Set("unix_socket_permissions", $"0700");
        Set("password_encryption", $"'scram-sha-256'");
        Set("max_connections", $"100");
        Set("max_locks_per_transaction", $"512");

        Set("shared_buffers", $"{(small ? 64 : Share(8, 64, 2048))}MB");
        Set("effective_cache_size", $"{(small ? 512 : Share(2, 256, 65536))}MB");
        Set("work_mem", $"{(small ? 16 : Share(384, 8, 64))}MB");
        Set("hash_mem_multiplier", $"2.0");
        // Few statements at a time build models, and they sort and group all dates of a run.
        Set(StepMemory, $"'{(small ? 32 : Share(48, 32, 1024))}MB'");
        Set("maintenance_work_mem", $"{(small ? 64 : Share(24, 64, 1024))}MB");
        Set("autovacuum_work_mem", $"{(small ? 32 : Share(96, 32, 256))}MB");
        Set("temp_buffers", $"16MB");

        Set("max_worker_processes", $"8");
        Set("max_parallel_workers", $"{Math.Clamp(cores, 1, 8)}");
        Set("max_parallel_workers_per_gather", $"{Math.Clamp(cores / 2, 1, 4)}");
        Set("max_parallel_maintenance_workers", $"{Math.Clamp(cores / 2, 1, 4)}");
        Set("jit", $"off");

        Set("wal_level", $"minimal");
        Set("max_wal_senders", $"0");
        Set("wal_compression", lz4 ? $"lz4" : (FormattableString)$"on");
        Set("wal_buffers", $"{(small ? 4 : 64)}MB");
        Set("max_wal_size", small ? $"1GB" : (FormattableString)$"8GB");
        Set("min_wal_size", small ? $"80MB" : (FormattableString)$"1GB");
        Set("checkpoint_timeout", $"15min");
        Set("checkpoint_completion_target", $"0.9");
        Set("fsync", options.Profile == ServerProfile.Disposable ? $"off" : (FormattableString)$"on");
        Set("full_page_writes", $"on");
        Set("synchronous_commit", $"on");

        Set("random_page_cost", $"1.1");
        Set("default_statistics_target", $"200");
        if (OperatingSystem.IsLinux())
        {
            Set("effective_io_concurrency", $"100");
            // A query whose app died stops within a second instead of working for nobody.
            Set("client_connection_check_interval", $"1s");
        }
        Set("timezone", $"'UTC'");
        Set("log_timezone", $"'UTC'");
        Set("lc_messages", $"'C'");
        Set("logging_collector", $"off");
        Set("log_line_prefix", $"'%m [%p] %q%u '");
        // Statements and details carry rows, and rows carry people.
        Set("log_min_error_statement", $"panic");
        Set("log_error_verbosity", $"terse");
        return text.ToString();
    }

    /// <summary>Port that names the socket when TCP is off.</summary>
    public const int DefaultPort = 5432;

    private static string Quote(string text) => text.Replace("'", "''", StringComparison.Ordinal);
}
