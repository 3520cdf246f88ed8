using System.IO.Enumeration;
using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Landing;

/// <summary>Which sources a file belongs to by its name.</summary>
public static class SourceNames
{
    /// <summary>The sources that a file of this name belongs to; none when it is no source file.</summary>
    /// <param name="name">File name without folder; upper and lower case matter.</param>
    public static IReadOnlyList<SourceDefinition> Of(PipelineDefinition pipeline, string name)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        return [.. pipeline.Sources.Where(source => Belongs(source, name))];
    }

    internal static bool Belongs(SourceDefinition source, string name) =>
        source.Files.Any(glob => FileSystemName.MatchesSimpleExpression(glob, name, ignoreCase: false));
}
