namespace RetailRocket.Pipeline.Landing;

/// <summary>A file of the folder and what landing would do with it; counts are those of the file as it is now.</summary>
public sealed record PreviewedFile(
    string Source,
    string Name,
    string Path,
    LandedFileStatus Status,
    long Bytes,
    long Rows,
    long Rejected,
    long Undated
);
