namespace RetailRocket.Web.Features.Files;

/// <summary>What the page of source files shows.</summary>
public sealed record FilesModel
{
    public required IReadOnlyList<SourceRow> Sources { get; init; }

    /// <summary>Files in the folder of uploads; empty for who may not upload.</summary>
    public required IReadOnlyList<IncomingFile> Incoming { get; init; }

    /// <summary>The folder that the schedule lands, from the settings; null when there is none.</summary>
    public string? ConfiguredFolder { get; init; }
}
