using RetailRocket.Web.Cli;

namespace RetailRocket.Web.Features.Runs;

/// <summary>Where source files come from: the folder of the settings and the folder of uploads.</summary>
public sealed class SourceFolders(AppSettings settings)
{
    /// <summary>The folder that the setting <c>Sources:&lt;pipeline&gt;</c> names; null when it names none.</summary>
    public string? Configured(string pipeline) =>
        settings.Configuration[$"Sources:{pipeline}"] is { Length: > 0 } folder ? Path.GetFullPath(folder) : null;

    /// <summary>The folder of the pipeline's uploaded files; it may not be there yet.</summary>
    public string Uploads(string pipeline) => Path.Combine(settings.DataFolder, "incoming", pipeline);

    /// <summary>Whether anything was uploaded.</summary>
    public bool HasUploads(string pipeline) =>
        Directory.Exists(Uploads(pipeline)) && Directory.EnumerateFiles(Uploads(pipeline)).Any();

    /// <summary>The folder of a choice; null for none.</summary>
    public string? Of(string pipeline, SourceChoice choice) =>
        choice switch
        {
            SourceChoice.None => null,
            SourceChoice.Configured => Configured(pipeline),
            SourceChoice.Uploads => Uploads(pipeline),
            _ => throw new ArgumentOutOfRangeException(nameof(choice)),
        };
}
