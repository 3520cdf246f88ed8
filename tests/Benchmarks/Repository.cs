namespace RetailRocket.Benchmarks;

/// <summary>Where things lie in the checkout that is measured.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The program, built in the configuration of the benchmarks.</summary>
    public static string Program
    {
        get
        {
            var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            var configuration = framework.Parent!.Name;
            return Path.Combine(
                Root,
                "src/RetailRocket.Web/bin",
                configuration,
                framework.Name,
                "RetailRocket.Web.dll"
            );
        }
    }

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "RetailRocket.Web.sln")))
                return at.FullName;
        throw new BenchmarkException(
            "The benchmarks measure the checkout that they lie in; start them with ./bench.sh."
        );
    }
}
