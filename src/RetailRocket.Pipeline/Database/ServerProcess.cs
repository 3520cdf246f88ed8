using System.Diagnostics;
using System.Globalization;

namespace RetailRocket.Pipeline.Database;

/// <summary>Tells the processes of a cluster from others that happen to have a process id left in a file.</summary>
internal static class ServerProcess
{
    private const string ProgramName = "postgres";

    /// <summary>
    /// Whether the process runs and is a PostgreSQL process of this cluster, whose path has no symbolic links.
    /// </summary>
    public static bool IsServerOf(int processId, string cluster)
    {
        if (OperatingSystem.IsLinux())
        {
            // PostgreSQL's processes work in their cluster's folder. A zombie has neither folder nor life.
            var folder = $"/proc/{processId.ToString(CultureInfo.InvariantCulture)}";
            return WorkingFolder(folder) == cluster && Name(folder) == ProgramName;
        }
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited && process.ProcessName == ProgramName;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Every process of the cluster (Linux only; elsewhere empty).</summary>
    public static IReadOnlyList<int> AllOf(string cluster)
    {
        if (!OperatingSystem.IsLinux())
            return [];
        var found = new List<int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
            if (
                int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && IsServerOf(id, cluster)
            )
                found.Add(id);
        return found;
    }

    /// <summary>Ends a process at once; one that is gone already is fine.</summary>
    public static void End(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            process.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // It ended by itself.
        }
    }

    private static string? WorkingFolder(string processFolder)
    {
        try
        {
            return new FileInfo(Path.Combine(processFolder, "cwd")).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? Name(string processFolder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(processFolder, "comm")).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
