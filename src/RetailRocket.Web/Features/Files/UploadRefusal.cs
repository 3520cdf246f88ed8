namespace RetailRocket.Web.Features.Files;

/// <summary>Why an upload is refused.</summary>
public enum UploadRefusal
{
    /// <summary>The name holds a path, control characters, or is too long.</summary>
    BadName,

    /// <summary>No source of the pipeline takes files of that name.</summary>
    UnknownName,

    /// <summary>It has no bytes.</summary>
    Empty,

    /// <summary>It is larger than may be uploaded.</summary>
    TooLarge,

    /// <summary>Fewer bytes arrived than the browser announced.</summary>
    CutShort,
}
