using System.Globalization;

namespace RetailRocket.Pipeline.Definitions;

/// <summary>Something in a pipeline's folder that keeps it from being run.</summary>
/// <param name="File">The file, with the pipeline's folder before it, such as <c>sql/retailrocket/pipeline.yml</c>.</param>
/// <param name="Line">1 for the first line; 0 when the file as a whole is meant.</param>
/// <param name="Message">What is wrong, what it means and what to do, in one line.</param>
public sealed record DefinitionProblem(string File, int Line, string Message)
{
    /// <summary><c>file:line: message</c>, the form that editors and terminals turn into a link.</summary>
    public override string ToString() =>
        Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}: {Message}") : $"{File}: {Message}";
}
