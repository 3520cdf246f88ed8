namespace RetailRocket.Pipeline.Definitions.Reading;

/// <summary>Takes the problems of one file, whose path is relative to the pipeline's folder.</summary>
internal sealed class FileProblems(ProblemList problems, string path)
{
    public void Add(int line, string message) => problems.Add(path, line, message);
}
