namespace RetailRocket.Pipeline.Database;

/// <summary>Files and folders that nobody but their owner (and root) can read.</summary>
internal static class OwnerOnly
{
    private const UnixFileMode FileRights = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode FolderRights = FileRights | UnixFileMode.UserExecute;

    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            throw NotOnWindows();
        Directory.CreateDirectory(path, FolderRights);
        // The folder may have been there, and the process's mask may take rights away.
        File.SetUnixFileMode(path, FolderRights);
    }

    /// <summary>Makes a file that must not exist yet; it is never readable for others, not even for a moment.</summary>
    public static FileStream Create(string path)
    {
        if (OperatingSystem.IsWindows())
            throw NotOnWindows();
        return new FileStream(
            path,
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = FileRights,
            }
        );
    }

    /// <summary>Takes others' rights to a file away.</summary>
    public static void Restrict(string path)
    {
        if (OperatingSystem.IsWindows())
            throw NotOnWindows();
        File.SetUnixFileMode(path, FileRights);
    }

    private static WarehouseException NotOnWindows() =>
        new(
            "The private database needs Linux or macOS.\n"
                + "What to do: use a PostgreSQL server of your own, set ConnectionStrings__Warehouse."
        );
}
