namespace RetailRocket.Pipeline.Database;

/// <summary>How to get a PostgreSQL server on the system at hand.</summary>
internal static class InstallAdvice
{
    private const string OtherServer =
        "Or use a PostgreSQL server that is already there: set ConnectionStrings__Warehouse, for example\n"
        + "  ConnectionStrings__Warehouse='Host=db.example.com;Database=warehouse;Username=…;Password=…'";

    /// <summary>Two or more lines: the command for this system, and the way without installing.</summary>
    public static string ForThisMachine()
    {
        if (OperatingSystem.IsMacOS())
            return For("macos", "");
        var release = File.Exists("/etc/os-release") ? File.ReadAllLines("/etc/os-release") : [];
        return For(Value(release, "ID="), Value(release, "ID_LIKE="));
    }

    /// <param name="id">ID of os-release, or <c>macos</c>.</param>
    /// <param name="like">ID_LIKE of os-release: the families that the system descends from.</param>
    public static string For(string id, string like)
    {
        string[] families = [id, .. like.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        var command = families.Select(Command).FirstOrDefault(c => c is not null);
        var install = command is null
            ? "Install it with the system's package manager (the package is usually called postgresql or postgresql-server)."
            : $"Install it with:\n  {command}";
        return $"{install}\nWhere the system's own package is older than {PostgresBinaries.OldestMajor}, see "
            + $"https://www.postgresql.org/download/.\n{OtherServer}";
    }

    private static string? Command(string family) =>
        family switch
        {
            "debian" or "ubuntu" => "sudo apt-get update && sudo apt-get install -y --no-install-recommends postgresql",
            "fedora" or "rhel" or "centos" => "sudo dnf install -y postgresql-server",
            "alpine" => "sudo apk add postgresql",
            "suse" or "opensuse" => "sudo zypper install -y postgresql-server",
            "arch" => "sudo pacman -S --noconfirm postgresql",
            "macos" => "brew install postgresql@17",
            _ => null,
        };

    private static string Value(string[] release, string key) =>
        release.FirstOrDefault(l => l.StartsWith(key, StringComparison.Ordinal))?[key.Length..].Trim('"', '\'') ?? "";
}
