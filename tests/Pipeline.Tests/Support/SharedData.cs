namespace RetailRocket.Pipeline.Tests.Support;

/// <summary>
/// Real data beside the repository, in a folder <c>shared</c> next to the checkout or above it. Its licences keep it out of
/// the repository, so tests that need it are skipped where it is not there.
/// </summary>
public static class SharedData
{
    /// <summary>A folder or file below <c>shared</c>, such as <c>data/retailrocket-sample</c>; skips the test without it.</summary>
    public static string Path(string relative)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var candidate = System.IO.Path.Combine(at.FullName, "shared", relative);
            if (System.IO.Path.Exists(candidate))
                return candidate;
        }
        Assert.Skip($"shared/{relative} is neither beside this checkout nor above it; this test needs its real data.");
        return "";
    }
}
