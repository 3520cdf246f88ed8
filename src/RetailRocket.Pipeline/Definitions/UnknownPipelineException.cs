namespace RetailRocket.Pipeline.Definitions;

/// <summary>A pipeline was asked for by a name that no folder has. The message lists the names that exist.</summary>
public sealed class UnknownPipelineException : Exception
{
    public UnknownPipelineException(string name, IReadOnlyList<string> names)
        : base(Describe(name, names))
    {
        Name = name;
        Names = names;
    }

    public string Name { get; }

    /// <summary>The pipelines that exist, sorted.</summary>
    public IReadOnlyList<string> Names { get; }

    private static string Describe(string name, IReadOnlyList<string> names) =>
        names.Count == 0
            ? $"There is no pipeline \"{name}\", nor any other: a pipeline is a folder with a pipeline.yml under sql/."
            : $"There is no pipeline \"{name}\"{NearestName.Question(name, names)} Pipelines: {string.Join(", ", names)}.";
}
