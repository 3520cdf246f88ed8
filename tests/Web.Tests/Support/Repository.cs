namespace RetailRocket.Web.Tests.Support;

/// <summary>Files of the repository that tests read: sources of pages, resources.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string WebSources => Path.Combine(Root, "src", "RetailRocket.Web");

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "RetailRocket.Web.sln")))
                return at.FullName;
        throw new InvalidOperationException("The tests must run inside the repository.");
    }
}
