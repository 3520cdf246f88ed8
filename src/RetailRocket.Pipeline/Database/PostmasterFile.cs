using System.Globalization;

namespace RetailRocket.Pipeline.Database;

/// <summary>What a running server writes about itself into <c>postmaster.pid</c> of its cluster.</summary>
internal sealed record PostmasterFile(int ProcessId, int Port, string SocketFolder, bool Ready)
{
    public static string PathIn(string cluster) => Path.Combine(cluster, "postmaster.pid");

    /// <summary>Null when there is no file, or when it is not written to the end yet.</summary>
    public static PostmasterFile? Read(string cluster)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(PathIn(cluster));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        if (lines.Length < 5 || !TryNumber(lines[0], out var pid) || !TryNumber(lines[3], out var port))
            return null;
        return new PostmasterFile(pid, port, lines[4], lines.Length >= 8 && lines[7].Trim() == "ready");
    }

    /// <summary>The server of this cluster that runs now; null when the file is missing or left by a dead one.</summary>
    public static PostmasterFile? Running(string cluster) =>
        Read(cluster) is { } file && ServerProcess.IsServerOf(file.ProcessId, cluster) ? file : null;

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
