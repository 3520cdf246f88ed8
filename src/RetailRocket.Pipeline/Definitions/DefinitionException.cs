namespace RetailRocket.Pipeline.Definitions;

/// <summary>A pipeline's folder cannot be used; carries every problem found, not only the first.</summary>
public sealed class DefinitionException : Exception
{
    public DefinitionException(IReadOnlyList<DefinitionProblem> problems)
        : base(string.Join('\n', problems)) => Problems = problems;

    /// <summary>At least one, by file and line. The message has one line for each.</summary>
    public IReadOnlyList<DefinitionProblem> Problems { get; }
}
