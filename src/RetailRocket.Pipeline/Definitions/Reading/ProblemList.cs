namespace RetailRocket.Pipeline.Definitions.Reading;

/// <summary>Collects what is wrong with a pipeline's folder.</summary>
/// <param name="folder">How messages name the folder, such as <c>sql/retailrocket</c>.</param>
internal sealed class ProblemList(string folder)
{
    private readonly List<DefinitionProblem> _problems = [];

    public string Folder => folder;

    public bool Any => _problems.Count > 0;

    /// <summary>The problems by file and line, each once.</summary>
    public IReadOnlyList<DefinitionProblem> Sorted =>
        [
            .. _problems
                .Distinct()
                .OrderBy(p => p.File, StringComparer.Ordinal)
                .ThenBy(p => p.Line)
                .ThenBy(p => p.Message, StringComparer.Ordinal),
        ];

    /// <summary>Adds a problem of a file whose path is relative to the pipeline's folder; an empty path is the folder itself.</summary>
    public void Add(string path, int line, string message) =>
        _problems.Add(new DefinitionProblem(path.Length == 0 ? folder : $"{folder}/{path}", line, message));

    public FileProblems In(string path) => new(this, path);

    public void ThrowIfAny()
    {
        if (Any)
        {
            throw new DefinitionException(Sorted);
        }
    }
}
