using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Landing.Files;

/// <summary>Finds the files of a pipeline's sources in a folder.</summary>
internal static class SourceFolder
{
    /// <summary>Files in order of source and name. Subfolders are not looked into.</summary>
    /// <param name="landed">Names of sources that the folder may do without, required or not.</param>
    /// <exception cref="SourceException">
    /// The folder cannot be listed, or holds no file of a required source, or a file of no bytes.
    /// </exception>
    public static IReadOnlyList<SourceFile> List(
        PipelineDefinition pipeline,
        string folder,
        IReadOnlySet<string> landed
    )
    {
        var names = Names(folder);
        var files = new List<SourceFile>();
        foreach (var source in pipeline.Sources)
        {
            var own = names.Where(name => SourceNames.Belongs(source, name)).ToList();
            if (own.Count == 0 && source.Required && !landed.Contains(source.Name))
                throw new SourceException(
                    $"Folder {Path.GetFullPath(folder)} has no file of source {source.Name}, which pipeline {pipeline.Name} "
                        + $"cannot do without. Looked for: {string.Join(", ", source.Files)} (upper and lower case matter). "
                        + "Put the file there, or name the folder that has it."
                );
            files.AddRange(own.Select(name => SourceFile.Of(source, Path.Combine(folder, name))));
        }
        if (files.Find(file => file.Bytes == 0) is { } empty)
            throw new SourceException(
                $"{empty.Path} is empty (0 bytes): not even a header is there. Export it again, or take it out of the folder."
            );
        return files;
    }

    private static List<string> Names(string folder)
    {
        if (!Directory.Exists(folder))
            throw new SourceException(
                $"Source folder {Path.GetFullPath(folder)} does not exist. Name a folder that holds the source files."
            );
        try
        {
            return
            [
                .. Directory
                    .EnumerateFiles(folder)
                    .Select(path => Path.GetFileName(path))
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SourceFile.Unreadable(Path.GetFullPath(folder), e);
        }
    }
}
