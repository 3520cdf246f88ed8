namespace RetailRocket.EndToEnd.Tests.Support;

/// <summary>Where things lie in the checkout that the tests run in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The program, built in the same configuration as the tests.</summary>
    public static string Program
    {
        get
        {
            var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            var configuration = framework.Parent!.Name;
            return Path.Combine(
                Root,
                "src",
                "RetailRocket.Web",
                "bin",
                configuration,
                framework.Name,
                "RetailRocket.Web.dll"
            );
        }
    }

    /// <summary>Pictures of every page, made anew by each run; git ignores them.</summary>
    public static string Screenshots => Path.Combine(Root, "screenshots");

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "RetailRocket.Web.sln")))
                return at.FullName;
        throw new InvalidOperationException("The tests must run inside the repository.");
    }
}
