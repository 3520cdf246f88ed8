namespace RetailRocket.Pipeline.Tests.Support;

/// <summary>A new empty folder under the temporary folder, deleted with everything in it at the end.</summary>
public sealed class TestFolder : IDisposable
{
    /// <summary>Parent of all test folders; each name begins with the id of the process that made it.</summary>
    public static string Root { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "retailrocket-tests");

    public TestFolder()
    {
        Path = System.IO.Path.Combine(Root, $"{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..12]}");
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    /// <summary>A path inside the folder; nothing is made.</summary>
    public string At(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Writes a text file inside the folder, makes the folders above it, and returns its path.</summary>
    public string Write(string name, string text)
    {
        var path = At(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
