using System.Globalization;
using System.Text.RegularExpressions;

namespace RetailRocket.Pipeline.Database;

/// <summary>An installed PostgreSQL server: where its programs are and its version, such as 15.18.</summary>
internal sealed partial record PostgresBinaries(string Folder, Version Version)
{
    /// <summary>Oldest major version that the pipelines' SQL runs on.</summary>
    public const int OldestMajor = 15;

    private static readonly string[] Programs = ["postgres", "initdb", "pg_ctl"];

    public int Major => Version.Major;

    public string Postgres => Path.Combine(Folder, "postgres");
    public string InitDb => Path.Combine(Folder, "initdb");
    public string PgCtl => Path.Combine(Folder, "pg_ctl");

    /// <summary>The folders in which this machine may keep PostgreSQL's programs; many do not exist.</summary>
    public static IEnumerable<string> UsualFolders()
    {
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        foreach (var program in Programs)
        {
            if (folder.Length == 0 || !File.Exists(Path.Combine(folder, program)))
                continue;
            // /usr/local/bin/pg_ctl is often a link into the folder that holds all of them.
            var file = new FileInfo(Path.Combine(folder, program));
            yield return Path.GetDirectoryName(file.ResolveLinkTarget(true)?.FullName ?? file.FullName)!;
        }
        (string Parent, string Pattern, string Below)[] versioned =
        [
            ("/usr/lib/postgresql", "*", "bin"), // Debian, Ubuntu
            ("/usr", "pgsql-*", "bin"), // PostgreSQL's own packages for Fedora and Red Hat
            ("/usr/libexec", "postgresql*", ""), // Alpine
            ("/opt/homebrew/opt", "postgresql*", "bin"),
            ("/usr/local/opt", "postgresql*", "bin"),
            ("/Library/PostgreSQL", "*", "bin"),
            ("/Applications/Postgres.app/Contents/Versions", "*", "bin"),
        ];
        foreach (var (parent, pattern, below) in versioned)
            if (Directory.Exists(parent))
                foreach (var folder in Directory.EnumerateDirectories(parent, pattern))
                    yield return Path.Combine(folder, below);
        yield return "/usr/local/pgsql/bin";
    }

    /// <summary>Every server found in the folders, newest first.</summary>
    public static async Task<IReadOnlyList<PostgresBinaries>> FindAsync(
        IEnumerable<string> folders,
        CancellationToken ct
    )
    {
        var found = new List<PostgresBinaries>();
        foreach (var folder in folders.Distinct(StringComparer.Ordinal))
        {
            if (!Programs.All(p => File.Exists(Path.Combine(folder, p))))
                continue;
            var answer = await CommandLine.RunAsync(Path.Combine(folder, "postgres"), ["--version"], null, ct);
            if (VersionText().Match(answer.Output) is { Success: true } match)
                found.Add(new PostgresBinaries(folder, ParseVersion(match)));
        }
        return [.. found.OrderByDescending(b => b.Version)];
    }

    /// <summary>
    /// The server to use: of <paramref name="clusterMajor"/>, which made the data that is there, or else the newest.
    /// </summary>
    /// <exception cref="WarehouseException">None is installed, or none that can be used.</exception>
    public static async Task<PostgresBinaries> ChooseAsync(
        IEnumerable<string> folders,
        int? clusterMajor,
        string clusterFolder,
        CancellationToken ct
    )
    {
        var all = await FindAsync(folders, ct);
        if (all.Count == 0)
            throw new WarehouseException(
                $"PostgreSQL {OldestMajor} or later is needed, and no PostgreSQL server was found on this machine.\n"
                    + InstallAdvice.ForThisMachine()
            );
        var found = string.Join(", ", all.Select(b => $"{b.Version} in {b.Folder}"));
        if (clusterMajor is { } major)
            return all.FirstOrDefault(b => b.Major == major)
                ?? throw new WarehouseException(
                    $"The data in {clusterFolder} was made by PostgreSQL {major}; this machine has {found}.\n"
                        + $"What to do: install PostgreSQL {major} beside it, or move the data with pg_upgrade or with "
                        + "pg_dump and pg_restore (docs/operations.md, \"A newer PostgreSQL\"). Nothing was changed."
                );
        return all[0].Major >= OldestMajor
            ? all[0]
            : throw new WarehouseException(
                $"PostgreSQL {OldestMajor} or later is needed; this machine has {found}.\n"
                    + InstallAdvice.ForThisMachine()
            );
    }

    private static Version ParseVersion(Match match) =>
        new(
            int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
            match.Groups[2].Success ? int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture) : 0
        );

    // "postgres (PostgreSQL) 15.18 (Debian 15.18-1)", "postgres (PostgreSQL) 18beta1"
    [GeneratedRegex(@"PostgreSQL\) (\d+)(?:\.(\d+))?", RegexOptions.CultureInvariant)]
    private static partial Regex VersionText();
}
