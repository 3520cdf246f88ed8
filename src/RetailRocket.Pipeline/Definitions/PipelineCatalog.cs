using RetailRocket.Pipeline.Definitions.Reading;

namespace RetailRocket.Pipeline.Definitions;

/// <summary>
/// The pipelines under one folder. A definition is read again when one of its files has changed, so a long-lived app sees what
/// a deployment brings. May be used from several threads.
/// </summary>
public sealed class PipelineCatalog
{
    private readonly string _root;
    private readonly PipelineReader _reader = new();
    private readonly Dictionary<string, (string Stamp, PipelineDefinition Definition)> _read = new(
        StringComparer.Ordinal
    );
    private readonly Lock _lock = new();

    private PipelineCatalog(string root) => _root = root;

    /// <param name="sqlRoot">The folder whose folders are pipelines, such as <c>sql</c>.</param>
    /// <exception cref="DefinitionException">There is no such folder.</exception>
    public static PipelineCatalog Open(string sqlRoot)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(sqlRoot));
        return Directory.Exists(root)
            ? new PipelineCatalog(root)
            : throw new DefinitionException([
                new DefinitionProblem(root, 0, "There is no such folder; it should hold a folder for each pipeline."),
            ]);
    }

    /// <summary>The folders that hold a pipeline.yml now, sorted, whether or not they are valid.</summary>
    public IReadOnlyList<string> Names =>
        [
            .. new DirectoryInfo(_root)
                .EnumerateDirectories()
                .Where(d => File.Exists(Path.Combine(d.FullName, PipelineFolder.YamlName)))
                .Select(d => d.Name)
                .Order(StringComparer.Ordinal),
        ];

    /// <exception cref="UnknownPipelineException">No folder has the name.</exception>
    /// <exception cref="DefinitionException">The folder is there, but something in it is wrong.</exception>
    public PipelineDefinition Get(string name)
    {
        var names = Names;
        if (!names.Contains(name))
        {
            throw new UnknownPipelineException(name, names);
        }
        var folder = Path.Combine(_root, name);
        lock (_lock)
        {
            // Taken before reading: a file that changes meanwhile is then read again at the next call.
            var stamp = Stamp(folder);
            if (!_read.TryGetValue(name, out var read) || read.Stamp != stamp)
            {
                read = (stamp, _reader.Read(folder));
                _read[name] = read;
            }
            return read.Definition;
        }
    }

    /// <summary>Names, sizes and times of the files: enough to see an edit without reading them.</summary>
    private static string Stamp(string folder) =>
        string.Join(
            '\n',
            PipelineFolder.Files(folder).Select(f => $"{f.FullName} {f.Length} {f.LastWriteTimeUtc.Ticks}")
        );
}
