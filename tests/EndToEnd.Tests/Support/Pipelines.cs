namespace RetailRocket.EndToEnd.Tests.Support;

/// <summary>The pipelines that ship, edited.</summary>
internal static class Pipelines
{
    /// <summary>Copies them into a folder and replaces a text of <c>retailrocket/pipeline.yml</c>, which must be there.</summary>
    public static void Copy(string folder, string old, string replacement)
    {
        var shipped = Path.Combine(Repository.Root, "sql");
        foreach (var file in Directory.EnumerateFiles(shipped, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(shipped, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        var yaml = Path.Combine(folder, "retailrocket", "pipeline.yml");
        var text = File.ReadAllText(yaml);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(yaml, text.Replace(old, replacement, StringComparison.Ordinal));
    }
}
