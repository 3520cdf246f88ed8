using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RetailRocket.Pipeline.Tests.Database;

/// <summary>Which processes of this machine listen on TCP, read from /proc.</summary>
internal static class TcpListeners
{
    private const string ListenState = "0A";

    /// <summary>Processes with a listening socket, IPv4 or IPv6.</summary>
    public static IReadOnlySet<int> ProcessIds()
    {
        var sockets = new[] { "/proc/net/tcp", "/proc/net/tcp6" }
            .Where(File.Exists)
            .SelectMany(f => File.ReadLines(f).Skip(1))
            .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(c => c[3] == ListenState)
            .Select(c => $"socket:[{c[9]}]")
            .ToHashSet();
        return Directory
            .EnumerateDirectories("/proc")
            .Select(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && OpenFiles(id).Any(sockets.Contains))
            .ToHashSet();
    }

    /// <summary>A port that was free a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static List<string> OpenFiles(int processId)
    {
        try
        {
            return
            [
                .. Directory
                    .EnumerateFiles($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/fd")
                    .Select(f => new FileInfo(f).LinkTarget ?? ""),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
