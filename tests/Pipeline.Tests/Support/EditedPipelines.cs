using RetailRocket.Pipeline.Tests.Engine;

namespace RetailRocket.Pipeline.Tests.Support;

/// <summary>A copy of the shipped pipelines to edit, or to break.</summary>
public sealed class EditedPipelines : IDisposable
{
    private readonly TestFolder folder = new();

    public EditedPipelines()
    {
        foreach (var file in Directory.EnumerateFiles(EngineHost.ShippedSql, "*", SearchOption.AllDirectories))
            folder.Write(System.IO.Path.GetRelativePath(EngineHost.ShippedSql, file), File.ReadAllText(file));
    }

    /// <summary>Folder of the pipelines, as an engine is given it.</summary>
    public string Path => folder.Path;

    /// <summary>Replaces a text of <c>retailrocket/pipeline.yml</c>, which must be there.</summary>
    public EditedPipelines Edit(string old, string replacement)
    {
        var path = folder.At("retailrocket", "pipeline.yml");
        var text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, replacement, StringComparison.Ordinal));
        return this;
    }

    /// <summary>Adds to the end of a file of <c>retailrocket</c>.</summary>
    public void Append(string file, string text) => File.AppendAllText(folder.At("retailrocket", file), text);

    public void Dispose() => folder.Dispose();
}
