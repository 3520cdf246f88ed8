using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Tests.Definitions;

/// <summary>Writes a pipeline's folder to a place of its own, changed from a valid one, and reads it.</summary>
internal sealed class PipelineBuilder : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("rr-definitions-");
    private readonly Dictionary<string, string> _files = new(ShopPipeline.Files, StringComparer.Ordinal);

    /// <summary>The folder of pipelines, named <c>sql</c> as in the product.</summary>
    public string SqlRoot => Path.Combine(_root.FullName, "sql");

    public string Folder => Path.Combine(SqlRoot, "shop");

    public static PipelineBuilder Shop() => new();

    public PipelineBuilder With(string path, string text)
    {
        _files[path] = text;
        return this;
    }

    public PipelineBuilder Without(string path)
    {
        Assert.True(_files.Remove(path), $"There is no {path} to remove.");
        return this;
    }

    /// <summary>Replaces a text that the file must hold: an edit that finds nothing would test nothing.</summary>
    public PipelineBuilder Edit(string path, string old, string replacement)
    {
        Assert.Contains(old, _files[path], StringComparison.Ordinal);
        _files[path] = _files[path].Replace(old, replacement, StringComparison.Ordinal);
        return this;
    }

    public PipelineBuilder Write()
    {
        foreach (var (path, text) in _files)
        {
            var file = Path.Combine(Folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
        return this;
    }

    public PipelineDefinition Read() => new PipelineReader().Read(Write().Folder);

    public IReadOnlyList<DefinitionProblem> Problems() => Assert.Throws<DefinitionException>(Read).Problems;

    /// <summary>Expects exactly one problem, on the line that holds <paramref name="at"/> (null: the file as a whole).</summary>
    public void ExpectProblem(string path, string? at, string message)
    {
        var problem = Assert.Single(Problems());
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal($"sql/shop/{path}", problem.File);
        Assert.Equal(at is null ? 0 : LineOf(path, at), problem.Line);
        Assert.DoesNotContain('\n', problem.ToString());
    }

    private int LineOf(string path, string text)
    {
        var lines = _files[path]
            .Split('\n')
            .Index()
            .Where(l => l.Item.Contains(text, StringComparison.Ordinal))
            .ToList();
        return Assert.Single(lines).Index + 1;
    }

    public void Dispose() => _root.Delete(recursive: true);
}
